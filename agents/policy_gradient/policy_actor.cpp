#include "agents/policy_gradient/policy_actor.h"

#include <algorithm>

namespace gymkhana {
namespace {

/// Each slot's own stream.
class StreamNoise final : public NoiseSource {
 public:
  explicit StreamNoise(std::span<Rng> streams) : streams_(streams) {}
  double uniform(Index sample) override { return streams_[sample].random(); }
  double normal(Index sample) override { return streams_[sample].standard_normal(); }

 private:
  std::span<Rng> streams_;
};

/// The actions of `count` slots from `first` on, for a head to write to.
SampledActions<float> room_for(ActionBatch& actions, int first, std::size_t count) {
  if (!actions.continuous()) return {.indices = {actions.indices(first).data(), count}};
  return {.values = {actions.values(first).data(), count * actions.width()}};
}

}  // namespace

PolicyActor::PolicyActor(const ActorCritic<float>& policy, const Encoder& encoder, const Space& actions,
                         int slots, bool greedy)
    : policy_(policy),
      encoder_(encoder),
      body_workspace_(policy.make_body_workspace(slots)),
      workspace_(policy.actor, slots),
      head_(policy.head->for_batch(slots)),
      greedy_(greedy) {
  if (const auto* discrete = std::get_if<Discrete>(&actions)) start_ = discrete->start;
}

void PolicyActor::act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
                      std::span<float> log_probs) {
  const auto inputs = encoder_.columns(input.observations, input.first, input.count, inputs_);
  const auto outputs = policy_.actor.forward(policy_.features(inputs, body_workspace_), workspace_);
  head_->set(outputs, policy_.head_parameters(), input.masks);
  const SampledActions<float> chosen = room_for(actions, first_action, input.count);
  if (greedy_) {
    head_->mode(chosen);
    std::fill(log_probs.begin(), log_probs.end(), 0.f);
  } else {
    StreamNoise noise(streams);
    head_->sample(noise, chosen);
    if (!log_probs.empty()) head_->log_prob({chosen.indices, chosen.values}, log_probs);
  }
  for (std::int32_t& index : chosen.indices) index += start_;
}

}  // namespace gymkhana
