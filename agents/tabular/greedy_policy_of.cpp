#include "agents/tabular/greedy_policy_of.h"

#include <algorithm>

#include "agents/tabular/state_index.h"

namespace gymkhana {

std::vector<std::int32_t> greedy_policy_of(const Agent& agent, const EnvSpec& spec) {
  constexpr int kAtOnce = 256;
  const StateIndex index(spec);
  const std::int32_t first_action = discrete_actions(spec).start;
  const std::unique_ptr<Actor> actor = agent.make_actor(kAtOnce, true);
  ObservationBatch observations(spec.observation, kAtOnce);
  ActionBatch actions(spec.action, kAtOnce);
  std::vector<Rng> streams(kAtOnce);
  std::vector<std::int32_t> policy(index.states());
  for (int first = 0; first < index.states(); first += kAtOnce) {
    const int count = std::min(kAtOnce, index.states() - first);
    for (int i = 0; i < count; ++i) index.write(first + i, observations[i]);
    actor->act({observations, 0, count}, streams, actions, 0, {});
    for (int i = 0; i < count; ++i) policy[first + i] = actions.index(i) - first_action;
  }
  return policy;
}

}  // namespace gymkhana
