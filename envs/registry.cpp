// All worlds and wrappers of this library, room by room.
#include "envs/core/registry.h"

#include <algorithm>
#include <iterator>

#include "envs/arcade/arcade.h"
#include "envs/classic/classic.h"
#include "envs/core/wrappers/wrap.h"
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
  return registry;
}

const std::vector<WrapperEntry>& standard_wrappers() {
  static const std::vector<WrapperEntry> table = [] {
    std::vector<WrapperEntry> entries = general_wrappers();
    std::ranges::move(minigrid::wrapper_entries(), std::back_inserter(entries));
    std::ranges::sort(entries, {}, &WrapperEntry::name);
    return entries;
  }();
  return table;
}

}  // namespace gymkhana
