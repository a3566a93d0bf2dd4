// What a driver has around it, drawn: rays, the way ahead and others, on the world's picture and from above.
#pragma once

#include "envs/core/env.h"
#include "envs/core/shown/surroundings.h"
#include "viz/page.h"

namespace gymkhana::viz {

/// The world within `world`'s wrappers, if it tells what is around its driver; else null.
const Surrounded* surrounded(const Env& world);

/// Draws on the world's own picture: call right after world.draw(canvas).
void draw_on_world(Canvas& canvas, const Surroundings& around);
/// The same as a chart of its own, the driver below and ahead up.
void draw_from_above(Canvas& canvas, const Area& area, const Surroundings& around);

}  // namespace gymkhana::viz
