#include "envs/driving/driving.h"

#include <box2d/b2_common.h>

#include "envs/driving/bipedal_walker.h"
#include "envs/driving/car_racing.h"
#include "envs/driving/lunar_lander.h"

namespace gymkhana {

void add_driving(EnvRegistry& registry) {
  registry.add<CarRacing>({.id = "CarRacing-v3",
                           .summary = "drive a lap on a new track, from pixels or from sensors",
                           .max_episode_steps = 1000,
                           .reward_threshold = 900});
  registry.add<CarRacing>({.id = "Gymkhana/CarTraffic-v0",
                           .summary = "drive a lap among other cars and obstacles",
                           .max_episode_steps = 1000,
                           .defaults = {{"observation", "lidar"}, {"cars", "8"}, {"obstacles", "6"}}});
  registry.add<LunarLander>({.id = "LunarLander-v3",
                             .summary = "land softly between two flags",
                             .max_episode_steps = 1000,
                             .reward_threshold = 200});
  registry.add<LunarLander>({.id = "LunarLanderContinuous-v3",
                             .summary = "land softly with engines that can be throttled",
                             .max_episode_steps = 1000,
                             .reward_threshold = 200,
                             .defaults = {{"continuous", "true"}}});
  registry.add<BipedalWalker>({.id = "BipedalWalker-v3",
                               .summary = "walk on two legs over uneven ground",
                               .max_episode_steps = 1600,
                               .reward_threshold = 300});
  registry.add<BipedalWalker>({.id = "BipedalWalkerHardcore-v3",
                               .summary = "walk over pits, stumps and stairs",
                               .max_episode_steps = 2000,
                               .reward_threshold = 300,
                               .defaults = {{"hardcore", "true"}}});
}

std::string box2d_version() {
  return std::to_string(b2_version.major) + "." + std::to_string(b2_version.minor) + "." +
         std::to_string(b2_version.revision);
}

}  // namespace gymkhana
