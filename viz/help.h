// The list of keys, over the page.
#pragma once

#include <vector>

#include "viz/commands.h"
#include "viz/page.h"

namespace gymkhana::viz {

/// In the upper left corner, as tight as the page is small.
void draw_help(Page& page, const std::vector<HelpLine>& lines);

}  // namespace gymkhana::viz
