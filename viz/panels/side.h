// The column beside the worlds: headline, and the panels of the chosen overlay.
#pragma once

#include "viz/showing.h"

namespace gymkhana::viz {

void draw_panels(Page& page, const Showing& showing, const Area& area);

}  // namespace gymkhana::viz
