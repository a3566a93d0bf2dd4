// The table of classic control.
#pragma once

#include "envs/core/registry.h"

namespace gymkhana {

void add_classic(EnvRegistry& registry);

}  // namespace gymkhana
