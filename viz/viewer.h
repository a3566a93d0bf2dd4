// The viewer: a laboratory behind a window.
#pragma once

#include "viz/feed.h"
#include "viz/laboratory.h"
#include "viz/record.h"
#include "viz/window.h"

namespace gymkhana::viz {

struct ViewerOptions {
  PictureOptions picture = {};
  double fps = 30;  ///< pictures a second, at most
};

Fields fields(ViewerOptions& options);

/// Shows the laboratory until the window is closed, or `stop`, if given, says so. `feed` may be null.
void view(Window& window, Laboratory& laboratory, Feed* feed, const ViewerOptions& options,
          bool (*stop)() = nullptr);

}  // namespace gymkhana::viz
