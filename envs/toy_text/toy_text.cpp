#include "envs/toy_text/toy_text.h"

#include "envs/toy_text/blackjack.h"
#include "envs/toy_text/cliff_walking.h"
#include "envs/toy_text/frozen_lake.h"
#include "envs/toy_text/taxi.h"

namespace gymkhana {

void add_toy_text(EnvRegistry& registry) {
  registry.add<FrozenLake>({"FrozenLake-v1", "cross slippery ice to the goal", 100, 0.70});
  registry.add<FrozenLake>({"FrozenLake8x8-v1", "cross a larger lake", 200, 0.85, {{"map_name", "8x8"}}});
  registry.add<CliffWalking>({"CliffWalking-v1", "walk along a cliff"});
  registry.add<CliffWalking>(
      {"CliffWalkingSlippery-v1", "the same on slippery ground", 0, {}, {{"is_slippery", "true"}}});
  registry.add<Taxi>({"Taxi-v4", "fetch a passenger and deliver them", 200, 8});
  registry.add<Blackjack>({"Blackjack-v1", "beat the dealer to 21", 0, {}, {{"sab", "true"}}});
}

}  // namespace gymkhana
