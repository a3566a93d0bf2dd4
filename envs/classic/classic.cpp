#include "envs/classic/classic.h"

#include "envs/classic/acrobot.h"
#include "envs/classic/cartpole.h"
#include "envs/classic/mountain_car.h"
#include "envs/classic/mountain_car_continuous.h"
#include "envs/classic/pendulum.h"

namespace gymkhana {

void add_classic(EnvRegistry& registry) {
  registry.add<CartPole>({"CartPole-v0", "balance a pole on a cart", 200, 195});
  registry.add<CartPole>({"CartPole-v1", "balance a pole on a cart, for longer", 500, 475});
  registry.add<MountainCar>({"MountainCar-v0", "swing a weak car up a hill", 200, -110});
  registry.add<MountainCarContinuous>(
      {"MountainCarContinuous-v0", "swing a weak car up a hill, on little fuel", 999, 90});
  registry.add<Acrobot>({"Acrobot-v1", "swing two links up with a motor at the elbow", 500, -100});
  registry.add<Pendulum>({"Pendulum-v1", "swing a rod up and hold it there", 200});
}

}  // namespace gymkhana
