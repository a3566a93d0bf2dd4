#include "agents/deep_q/q_actor.h"

#include <algorithm>
#include <cmath>

namespace gymkhana {
namespace {

/// A random one of the allowed actions.
int any_action(int actions, std::span<const std::uint8_t> mask, Rng& rng) {
  if (mask.empty()) return rng.choice(actions);
  int skip = rng.choice(static_cast<int>(std::count(mask.begin(), mask.end(), 1)));
  for (int action = 0;; ++action)
    if (mask[action] && skip-- == 0) return action;
}

}  // namespace

int best_action(std::span<const float> q, std::span<const std::uint8_t> mask) {
  int best = -1;
  for (int action = 0; action < static_cast<int>(q.size()); ++action)
    if ((mask.empty() || mask[action]) && (best < 0 || q[action] > q[best])) best = action;
  return std::max(best, 0);
}

QActor::QActor(const QPolicy& policy, int slots, bool greedy)
    : policy_(policy),
      greedy_(greedy),
      workspace_(policy.network, slots),
      q_(policy.actions, slots),
      explores_(slots) {
  workspace_.set_noise(!greedy);
}

void QActor::act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
                 std::span<float> log_probs) {
  const double epsilon = greedy_ ? 0 : policy_.epsilon;
  int exploring = 0;
  for (int i = 0; i < input.count; ++i)
    exploring += explores_[i] = epsilon > 0 && streams[i].random() < epsilon;
  const MatrixMap<float> q(q_.data(), policy_.actions, input.count);
  if (exploring < input.count) {
    const auto columns = policy_.encoder.columns(input.observations, input.first, input.count, inputs_);
    policy_.distribution->means(policy_.network.forward(columns, workspace_), q);
  }
  for (int i = 0; i < input.count; ++i) {
    const auto mask = input.mask(i);
    const int action = explores_[i]
                           ? any_action(policy_.actions, mask, streams[i])
                           : best_action({q.col(i).data(), static_cast<std::size_t>(policy_.actions)}, mask);
    actions.index(first_action + i) = policy_.first_action + action;
  }
  // The probability of a random choice is not known to who did not look at the values.
  std::fill(log_probs.begin(), log_probs.end(), 0.f);
}

}  // namespace gymkhana
