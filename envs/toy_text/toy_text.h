// The table of toy text: small finite environments whose rules are known.
#pragma once

#include "envs/core/registry.h"

namespace gymkhana {

void add_toy_text(EnvRegistry& registry);

}  // namespace gymkhana
