#include "envs/classic/classic.h"

#include "envs/classic/cartpole.h"

namespace gymkhana {

void add_classic(EnvRegistry& registry) {
  registry.add<CartPole>({"CartPole-v0", "balance a pole on a cart", 200, 195});
  registry.add<CartPole>({"CartPole-v1", "balance a pole on a cart, for longer", 500, 475});
}

}  // namespace gymkhana
