// The table of grid worlds: MiniGrid's families, and environments drawn as maps of letters.
#pragma once

#include "envs/core/registry.h"

namespace gymkhana {

void add_grid(EnvRegistry& registry);

}  // namespace gymkhana
