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

/// How a view came to its end.
enum class ViewEnd { closed, lost };

/// Shows the laboratory until the window is closed or lost, or `stop`, if given, says so. `feed` may be null.
ViewEnd view(Window& window, Laboratory& laboratory, Feed* feed, const ViewerOptions& options,
             bool (*stop)() = nullptr);

}  // namespace gymkhana::viz
