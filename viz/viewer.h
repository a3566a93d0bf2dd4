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

/// Shows the laboratory until the window is closed. `feed` may be null.
void view(Window& window, Laboratory& laboratory, Feed* feed, const ViewerOptions& options);

}  // namespace gymkhana::viz
