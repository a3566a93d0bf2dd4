// All worlds of this library, room by room.
#include "envs/core/registry.h"

#include "envs/arcade/arcade.h"
#include "envs/classic/classic.h"
#include "envs/grid/grid_worlds.h"
#include "envs/toy_text/toy_text.h"

namespace gymkhana {

EnvRegistry standard_envs() {
  EnvRegistry registry;
  add_classic(registry);
  add_toy_text(registry);
  add_grid(registry);
  add_arcade(registry);
  return registry;
}

}  // namespace gymkhana
