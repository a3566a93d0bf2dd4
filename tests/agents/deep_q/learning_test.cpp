// Agents of action values learn environments that are no toys: from what they remember, and from parallel
// environments.
#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "tests/agents/training.h"

using namespace gymkhana;

namespace {

const Settings kPole = {{"learning_rate", "lin_1e-3"},     {"batch_size", "64"}, {"buffer_size", "50000"},
                        {"learning_starts", "1000"},       {"train_freq", "8"},  {"gradient_steps", "4"},
                        {"target_update_interval", "512"}, {"double_q", "true"}, {"n_steps", "3"},
                        {"policy.net_arch", "64,64"}};

/// The mean return of 100 greedy episodes after `steps` steps of a run planned for 100,000.
double learned(const std::string& env, const std::string& algo, const Settings& settings, int n_envs,
               int steps) {
  const EnvRegistry envs = standard_envs();
  Training training([&](int slots) { return envs.make_batch(env, slots); }, algo, settings, n_envs, 2);
  for (int seen = 0; seen < steps; seen += training.rollout.size()) training.update();
  return training.mean_return(100);
}

}  // namespace

TEST_SUITE("slow") {
  TEST_CASE("DQN with three steps, its distribution or its quantiles hold the pole up") {
    for (const char* algo : {"dqn", "c51", "qrdqn"}) {
      CAPTURE(algo);
      CHECK(learned("CartPole-v1", algo, kPole, 1, 16000) > 120);  // 9 at random
    }
  }

  TEST_CASE("PQN learns to keep the ball of MinAtar's Breakout in play") {
    const Settings settings = {
        {"n_steps", "32"},         {"n_minibatches", "8"},         {"n_epochs", "2"},
        {"learning_rate", "5e-4"}, {"epsilon", "ramp_1_0.05_0.1"}, {"policy.net", "minatar"}};
    CHECK(learned("MinAtar/Breakout-v0", "pqn", settings, 32, 100000) > 3);  // 0.5 at random
  }
}
