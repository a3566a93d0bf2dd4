// What a driver has around it, drawn: rays, the way ahead and others, on the environment's picture and from
// above.
#pragma once

#include "envs/core/env.h"
#include "envs/core/shown/surroundings.h"
#include "viz/page.h"

namespace gymkhana::viz {

/// The environment within `env`'s wrappers, if it tells what is around its driver; else null.
const Surrounded* surrounded(const Env& env);

/// Draws on the environment's own picture: call right after env.draw(canvas).
void draw_on_env(Canvas& canvas, const Surroundings& around);
/// The same as a chart of its own, the driver below and ahead up.
void draw_from_above(Canvas& canvas, const Area& area, const Surroundings& around);

}  // namespace gymkhana::viz
