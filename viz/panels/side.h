// The column beside the environments: headline, and the panels of the chosen overlay.
#pragma once

#include "viz/frame_content.h"

namespace gymkhana::viz {

void draw_panels(Page& page, const FrameContent& content, const Area& area);
/// The first of them again: who is where.
void draw_headline(Page& page, const FrameContent& content, const Area& area);

}  // namespace gymkhana::viz
