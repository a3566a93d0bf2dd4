#include "agents/policy_gradient/policy_actor.h"

#include <algorithm>

namespace gymkhana {

PolicyActor::PolicyActor(const Policy<float>& policy, const Encoder& encoder, const Space& actions, int slots,
                         bool greedy)
    : policy_(policy),
      encoder_(encoder),
      body_workspace_(policy.make_body_workspace(slots)),
      workspace_(policy.actor, slots),
      head_(policy.make_head(slots)),
      normals_(policy.action_size, slots),
      uniforms_(slots),
      greedy_(greedy) {
  if (const auto* discrete = std::get_if<Discrete>(&actions)) start_ = discrete->start;
}

void PolicyActor::act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
                      std::span<float> log_probs) {
  const auto inputs = encoder_.columns(input.observations, input.first, input.count, inputs_);
  const auto outputs = policy_.actor.forward(policy_.features(inputs, body_workspace_), workspace_);
  if (policy_.continuous()) {
    const MatrixMap<float> chosen(actions.values(first_action).data(), policy_.action_size, outputs.cols());
    if (auto* gaussian = std::get_if<Gaussian<float>>(&head_)) {
      choose(*gaussian, outputs, streams, chosen, log_probs);
    } else {
      choose(std::get<Beta<float>>(head_), outputs, streams, chosen, log_probs);
    }
  } else {
    std::int32_t* chosen = actions.indices(first_action).data();
    choose(std::get<Categorical<float>>(head_), outputs, input, streams,
           {chosen, static_cast<std::size_t>(input.count)}, log_probs);
  }
  if (greedy_) std::fill(log_probs.begin(), log_probs.end(), 0.f);
}

void PolicyActor::choose(Categorical<float>& head, ConstMatrixMap<float> logits, const ActorInput& input,
                         std::span<Rng> streams, std::span<std::int32_t> chosen, std::span<float> log_probs) {
  head.set(logits, input.masks);
  if (greedy_) {
    head.mode(chosen);
  } else {
    const std::span uniforms = std::span(uniforms_).first(chosen.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) uniforms[i] = streams[i].random();
    head.sample(uniforms, chosen);
  }
  if (!greedy_ && !log_probs.empty()) head.log_prob(chosen, log_probs);
  for (std::int32_t& index : chosen) index += start_;
}

void PolicyActor::choose(Gaussian<float>& head, ConstMatrixMap<float> means, std::span<Rng> streams,
                         MatrixMap<float> chosen, std::span<float> log_probs) {
  head.set(means, policy_.log_std);
  if (greedy_) {
    head.mode(chosen);
    return;
  }
  for (Index i = 0; i < chosen.cols(); ++i) {
    for (float& normal : normals_.col(i)) normal = static_cast<float>(streams[i].standard_normal());
  }
  head.sample(normals_.leftCols(chosen.cols()), chosen);
  if (!log_probs.empty()) head.log_prob(chosen, log_probs);
}

void PolicyActor::choose(Beta<float>& head, ConstMatrixMap<float> outputs, std::span<Rng> streams,
                         MatrixMap<float> chosen, std::span<float> log_probs) {
  head.set(outputs);
  if (greedy_) {
    head.mean(chosen);
    return;
  }
  for (Index i = 0; i < chosen.cols(); ++i) {
    head.sample(i, streams[i], {chosen.col(i).data(), static_cast<std::size_t>(chosen.rows())});
  }
  if (!log_probs.empty()) head.log_prob(chosen, log_probs);
}

}  // namespace gymkhana
