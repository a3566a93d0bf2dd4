// The table of arcade games.
#pragma once

#include "envs/core/registry.h"

namespace gymkhana {

void add_arcade(EnvRegistry& registry);

}  // namespace gymkhana
