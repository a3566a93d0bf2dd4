// The program behind `gymkhana`: every verb of the command line, for this library's worlds and agents or
// yours.
#pragma once

#include "agents/registry.h"
#include "envs/core/registry.h"

namespace gymkhana {

/// What the verbs know about.
struct Registry {
  EnvRegistry envs;
  AgentRegistry agents;
};

/// All worlds and agents of this library.
Registry standard_registry();

/// Does what the command line says and returns the exit status: 0 done, 1 the work itself failed, 2 the user
/// can mend it (one line on stderr says how), 130 interrupted.
int main(int argc, char** argv, const Registry& registry);

}  // namespace gymkhana
