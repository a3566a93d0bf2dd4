// The table of the driving room: cars on roads, and the other environments on Box2D.
#pragma once

#include <string>

#include "envs/core/registry.h"

namespace gymkhana {

void add_driving(EnvRegistry& registry);

/// Of the Box2D in use, on which the bits of these environments depend: "2.4.1".
std::string box2d_version();

}  // namespace gymkhana
