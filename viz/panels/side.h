// The column beside the worlds: headline, and the panels of the chosen overlay.
#pragma once

#include "viz/showing.h"

namespace gymkhana::viz {

void draw_panels(Page& page, const Showing& showing, const Area& area);
/// The first of them again: who is where.
void draw_headline(Page& page, const Showing& showing, const Area& area);

}  // namespace gymkhana::viz
