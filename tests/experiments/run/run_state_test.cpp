// One round of learning: what becomes of rewards between the environment and the agent.
#include "experiments/run/run_state.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

/// DQN on CartPole, whose every reward is 1.
Experiment dqn(bool normalize_reward) {
  static const Registry known = standard_registry();
  return resolve(known, {{"",
                          {{"env", "CartPole-v1"},
                           {"algo", "dqn"},
                           {"n_timesteps", "200"},
                           {"n_envs", "1"},
                           {"workers", "1"},
                           {"train_freq", "1"},
                           {"learning_starts", "20"},
                           {"batch_size", "8"},
                           {"normalize_reward", normalize_reward ? "true" : "false"}}}});
}

std::map<std::string, Tensor> trained(const Experiment& experiment) {
  static const Registry known = standard_registry();
  RunState state(known, experiment);
  while (state.counters().steps < 60) state.advance();
  TensorFile file;
  state.agent().save(file);
  return file.tensors();
}

TEST_CASE("reward stages rewrite rewards, and the environment's own stay known") {
  static const Registry known = standard_registry();
  RunState state(known, dqn(true));
  std::vector<double> scales;
  for (int round = 0; round < 50; ++round) {
    for (const Metric& metric : state.advance()) {
      if (std::string_view(metric.name) == "rollout/reward_scale") scales.push_back(metric.value);
    }
    CHECK(state.rollout().environment_rewards() == std::vector<double>{1});
    CHECK(state.rollout().rewards[0] == doctest::Approx(std::min(scales.back(), 10.0)));
  }
  CHECK(scales.size() == 50);
  CHECK(state.rollout().rewards[0] < 1);  // of discounted sums up to 40, which deviate by more than 1
}

TEST_CASE("an agent with a replay buffer learns from scaled rewards") {
  CHECK(trained(dqn(true)) != trained(dqn(false)));
}

}  // namespace
}  // namespace gymkhana
