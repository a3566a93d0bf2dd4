// Pictures of MiniGrid worlds: tiles, doors, objects, the agent and what it sees.
#pragma once

#include <cstdint>
#include <span>

#include "envs/core/picture/canvas.h"

namespace gymkhana::minigrid {

class MiniGrid;

/// The whole grid, one unit per cell, with the mission below.
void draw_env(Canvas& canvas, const MiniGrid& env);

/// What an image (view.h) of width x height cells shows, one unit per cell; what is out of sight is grey.
void draw_image(Canvas& canvas, int width, int height, std::span<const std::uint8_t> image);

}  // namespace gymkhana::minigrid
