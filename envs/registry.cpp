// All environments and wrappers of this library, room by room.
#include "envs/core/registry.h"

#include "envs/arcade/arcade.h"
#include "envs/classic/classic.h"
#include "envs/driving/driving.h"
#include "envs/grid/grid_worlds.h"
#include "envs/grid/minigrid/wrappers.h"
#include "envs/toy_text/toy_text.h"

namespace gymkhana {

EnvRegistry standard_envs() {
  EnvRegistry registry;
  add_classic(registry);
  add_toy_text(registry);
  add_grid(registry);
  add_arcade(registry);
  add_driving(registry);
  minigrid::add_wrappers(registry.wrappers);
  return registry;
}

}  // namespace gymkhana
