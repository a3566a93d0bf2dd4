// An agent that is told, step by step, what happened: for numbers that were computed by hand.
#pragma once

#include <memory>
#include <string>

#include "agents/registry.h"

namespace gymkhana {

enum class End { none, terminated, truncated };

struct Scripted {
  Scripted(const std::string& algo, const Settings& settings, int states = 4, int actions = 2)
      : spec{.observation = Discrete{states}, .action = Discrete{actions}},
        actions(actions),
        agent(standard_agents().find(algo).make({spec, 1, 1, 1'000'000'000, {}, workers}, settings)),
        rollout(spec, 1, 1) {}

  /// In `state`, `action` earned `reward` and led to `next` (the true last state after a truncation).
  void step(int state, int action, double reward, int next, End end = End::none, float log_prob = 0) {
    rollout.observations[0].write_index(state);
    rollout.observations[1].write_index(next);
    rollout.actions.index(0) = action;
    rollout.rewards[0] = reward;
    rollout.log_probs[0] = log_prob;
    rollout.terminated[0] = end == End::terminated;
    rollout.truncated[0] = end == End::truncated;
    rollout.truncated_columns.clear();
    if (end == End::truncated) {
      rollout.truncated_columns = {0};
      rollout.last_observations = ObservationBatch(spec.observation, 1);
      rollout.last_observations[0].write_index(next);
      rollout.observations[1].write_index(0);
    }
    agent->learn(rollout);
  }

  /// Q(state, action).
  double q(int state, int action, const std::string& table = "action_values") const {
    TensorFile file;
    agent->save(file);
    return file.get<double>(table)[state * actions + action];
  }

  Workers workers{1};
  EnvSpec spec;
  int actions;
  std::unique_ptr<Agent> agent;
  Rollout rollout;
};

}  // namespace gymkhana
