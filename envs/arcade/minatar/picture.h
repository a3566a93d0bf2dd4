// How a MinAtar board looks: the colour of its highest channel in each cell.
#pragma once

#include <cstdint>
#include <span>

#include "envs/core/picture/canvas.h"

namespace gymkhana::minatar {

/// Draws 10 x 10 cells of `channels` (4, 6, 7 or 10) bytes each: black where no channel is on.
void draw_board(Canvas& canvas, std::span<const std::uint8_t> cells, int channels);

}  // namespace gymkhana::minatar
