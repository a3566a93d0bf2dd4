#include "envs/arcade/arcade.h"

#include <string>

#include "envs/arcade/minatar/asterix.h"
#include "envs/arcade/minatar/breakout.h"
#include "envs/arcade/minatar/freeway.h"
#include "envs/arcade/minatar/minatar.h"
#include "envs/arcade/minatar/seaquest.h"
#include "envs/arcade/minatar/space_invaders.h"
#include "envs/arcade/pixels/breakout.h"
#include "envs/arcade/pixels/pong.h"
#include "envs/arcade/pixels/snake.h"
#include "envs/arcade/puck_world.h"
#include "envs/arcade/water_world.h"

namespace gymkhana {
namespace {

/// Version 0 has all six actions, version 1 those that matter.
template <class Game>
void add_minatar(EnvRegistry& registry, const std::string& name, const std::string& summary) {
  using EnvType = minatar::MinAtar<Game>;
  const std::string id = "MinAtar/" + name;
  registry.add<EnvType>({.id = id + "-v0", .summary = summary});
  registry.add<EnvType>({.id = id + "-v1",
                         .summary = summary + " (fewest actions)",
                         .defaults = {{"minimal_action_set", "true"}}});
}

constexpr int half_an_hour = 30 * 60 * 60;  // frames: the Arcade Learning Environment's limit

template <class Game>
void add_pixels(EnvRegistry& registry, const std::string& name, const std::string& summary) {
  registry.add<pixels::PixelEnv<Game>>(
      {.id = "Gymkhana/" + name, .summary = summary, .max_episode_steps = half_an_hour});
}

}  // namespace

void add_arcade(EnvRegistry& registry) {
  add_minatar<minatar::Asterix>(registry, "Asterix", "pick up gold, keep away from enemies");
  add_minatar<minatar::Breakout>(registry, "Breakout", "break a wall of bricks with a ball");
  add_minatar<minatar::Freeway>(registry, "Freeway", "cross eight lanes of cars, again and again");
  add_minatar<minatar::Seaquest>(registry, "Seaquest", "shoot fish, save divers, breathe in time");
  add_minatar<minatar::SpaceInvaders>(registry, "SpaceInvaders", "shoot aliens before they land");
  add_pixels<pixels::Pong>(registry, "Pong-v0", "beat the machine at table tennis, from pixels");
  add_pixels<pixels::Breakout>(registry, "Breakout-v0", "break two walls of bricks, from pixels");
  add_pixels<pixels::Snake>(registry, "Snake-v0", "eat and grow, from pixels");
  registry.add<PuckWorld>({"Gymkhana/PuckWorld-v0", "push a puck to one target and away from another"});
  registry.add<WaterWorld>({"Gymkhana/WaterWorld-v0", "eat apples and avoid poison with thirty eyes"});
}

}  // namespace gymkhana
