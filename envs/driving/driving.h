// The table of the driving room: cars on roads, and the other worlds on Box2D.
#pragma once

#include "envs/core/registry.h"

namespace gymkhana {

void add_driving(EnvRegistry& registry);

}  // namespace gymkhana
