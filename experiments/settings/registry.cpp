#include "experiments/settings/registry.h"

namespace gymkhana {

Registry standard_registry() {
  return {.envs = standard_envs(), .agents = standard_agents()};
}

}  // namespace gymkhana
