// The timeline below the environments: how far into its episode the chosen one stands, and where to click to
// wind it.
#pragma once

#include "viz/page.h"
#include "viz/scene.h"

namespace gymkhana::viz {

inline constexpr double kTimeline = 28;  ///< points, its height

void draw_timeline(Canvas& canvas, const Area& area, const Scene& scene);

/// The moment that stands at `x` points from the page's left on a timeline of `length` steps; left of the bar
/// the first, right of it the last.
int moment_at(const Area& timeline, double x, int length);

}  // namespace gymkhana::viz
