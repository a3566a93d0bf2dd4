// Acts by action values, whether they lie in a table or in the weights of tiles.
#pragma once

#include <algorithm>
#include <cmath>

#include "agents/agent.h"
#include "agents/tabular/exploration.h"
#include "replay/actor.h"

namespace gymkhana {

/// Explores as the policy does, or (`greedy`) takes a best action. A Policy has `exploration`,
/// `first_action`, and situation(observations, slot, mask, scratch) with a Scratch of the actor's own.
template <class Policy>
class ValueActor final : public Actor {
 public:
  /// The policy outlives the actor, which reads it anew in each call.
  ValueActor(const Policy& policy, bool greedy) : policy_(policy), greedy_(greedy) {}

  void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
           std::span<float> log_probs) override {
    for (int i = 0; i < input.count; ++i) {
      const Situation situation =
          policy_.situation(input.observations, input.first + i, input.mask(i), scratch_);
      const Choice choice = greedy_ ? choose_greedily(situation, streams[i])
                                    : policy_.exploration.choose(situation, streams[i]);
      actions.index(first_action + i) = policy_.first_action + choice.action;
      if (!log_probs.empty()) log_probs[i] = greedy_ ? 0 : static_cast<float>(std::log(choice.probability));
    }
  }

 private:
  const Policy& policy_;
  bool greedy_;
  typename Policy::Scratch scratch_;
};

/// What a policy thinks of the first observation of `seen`.
template <class Policy>
Insight insight(const Policy& policy, const ActorInput& seen) {
  typename Policy::Scratch scratch;
  const Situation situation = policy.situation(seen.observations, seen.first, seen.mask(), scratch);
  std::vector<double> values(situation.values.begin(), situation.values.end());
  for (std::size_t action = 0; action < values.size(); ++action)
    if (!situation.allows(action)) values[action] = kForbidden;
  Insight insight{.action_values = {values.begin(), values.end()}};
  for (int action = 0; action < static_cast<int>(values.size()); ++action) {
    insight.policy.push_back(static_cast<float>(policy.exploration.probability(values, action)));
  }
  insight.value = {*std::max_element(insight.action_values.begin(), insight.action_values.end())};
  return insight;
}

}  // namespace gymkhana
