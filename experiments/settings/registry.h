// What a program knows about: its environments and agents.
#pragma once

#include "agents/registry.h"
#include "envs/core/registry.h"

namespace gymkhana {

/// What the verbs know about.
struct Registry {
  EnvRegistry envs;
  AgentRegistry agents;
};

/// All environments and agents of this library.
Registry standard_registry();

}  // namespace gymkhana
