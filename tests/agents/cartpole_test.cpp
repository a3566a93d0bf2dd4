// PPO solves CartPole with the zoo's settings.
#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "tests/agents/training.h"

using namespace gymkhana;

TEST_SUITE("slow") {
  TEST_CASE("PPO balances the pole within 100,000 steps") {
    const EnvRegistry envs = standard_envs();
    Training training([&](int slots) { return envs.make_batch("CartPole-v1", slots); }, "ppo",
                      {{"n_steps", "32"},
                       {"batch_size", "256"},
                       {"n_epochs", "20"},
                       {"gamma", "0.98"},
                       {"gae_lambda", "0.8"},
                       {"learning_rate", "lin_0.001"},
                       {"clip_range", "lin_0.2"}},
                      8, 2);
    for (int steps = 0; steps < 100000; steps += training.rollout.size()) training.update();
    CHECK(training.mean_return(100) >= 475);
  }
}
