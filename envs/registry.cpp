// All worlds of this library, room by room.
#include "envs/core/registry.h"

#include "envs/classic/classic.h"

namespace gymkhana {

EnvRegistry standard_envs() {
  EnvRegistry registry;
  add_classic(registry);
  return registry;
}

}  // namespace gymkhana
