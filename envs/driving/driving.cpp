#include "envs/driving/driving.h"

#include "envs/driving/car_racing.h"

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
}

}  // namespace gymkhana
