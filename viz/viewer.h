// The viewer: a viewer session behind a window.
#pragma once

#include "viz/feed.h"
#include "viz/record.h"
#include "viz/viewer_session.h"
#include "viz/window.h"

namespace gymkhana::viz {

struct ViewerOptions {
  PictureOptions picture = {};
  double fps = 30;  ///< pictures a second, at most
};

Fields fields(ViewerOptions& options);

/// How a view came to its end.
enum class ViewEnd { closed, lost };
/// What to tell the person of a lost window.
inline constexpr const char* kWindowLost = "the window is lost: its display broke off, or it was destroyed";

/// Shows the viewer session until the window is closed or lost, or `stop`, if given, says so. `feed` may be
/// null.
ViewEnd view(Window& window, ViewerSession& session, Feed* feed, const ViewerOptions& options,
             bool (*stop)() = nullptr);

}  // namespace gymkhana::viz
