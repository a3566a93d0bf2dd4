// A column of panels, one below another, that share its height: all of them are seen, smaller where room is
// scarce.
#pragma once

#include <functional>
#include <vector>

#include "viz/page.h"

namespace gymkhana::viz {

/// Something to see that fills any height between two.
struct Panel {
  double least, most;  ///< heights in points
  std::function<void(Page& page, const Area& place)> draw;
};

/// Draws the panels from above in the area. Each gets its least height, and its part of what is left, up to
/// its most; one for which not even the least is left is skipped.
void draw_column(Page& page, Area area, const std::vector<Panel>& panels);

/// A panel of one height, drawn on a canvas of its place.
Panel fixed_panel(double height, std::function<void(Canvas&, const Area&)> draw);

}  // namespace gymkhana::viz
