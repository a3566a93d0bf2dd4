// Pictures of MiniGrid worlds: tiles, doors, objects, the agent and what it sees.
#pragma once

#include "envs/core/canvas.h"

namespace gymkhana::minigrid {

class MiniGrid;

/// The whole grid, one unit per cell, with the mission below.
void draw_world(Canvas& canvas, const MiniGrid& world);

}  // namespace gymkhana::minigrid
