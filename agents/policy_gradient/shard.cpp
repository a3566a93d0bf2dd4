#include "agents/policy_gradient/shard.h"

#include <algorithm>
#include <span>

namespace gymkhana {
namespace {

template <class T>
std::span<T> first(std::vector<T>& values, Index count) {
  return std::span<T>(values).first(static_cast<std::size_t>(count));
}

}  // namespace

template <class Scalar>
Shard<Scalar>::Shard(const Policy<Scalar>& policy, Index capacity, bool masked)
    : inputs(policy.inputs(), capacity),
      masks(masked ? policy.actor.outputs() * capacity : 0),
      d_body(policy.body ? policy.body->parameters().size() : 0),
      d_actor(policy.actor.parameters().size()),
      d_critic(policy.critic.parameters().size()),
      d_log_std(policy.log_std.size()),
      body_workspace(policy.make_body_workspace(capacity)),
      actor_workspace(policy.actor, capacity),
      critic_workspace(policy.critic, capacity),
      head(policy.make_head(capacity)),
      d_outputs(policy.actor.outputs(), capacity),
      d_features(policy.body ? policy.body->outputs() : 0, capacity) {
  if (policy.continuous()) {
    actions.resize(policy.action_size, capacity);
  } else {
    indices.resize(capacity);
  }
  for (auto* array : {&old_log_probs, &old_values, &advantages, &returns, &log_probs, &entropies, &values,
                      &d_log_probs, &d_values}) {
    array->resize(capacity);
  }
}

template <class Scalar>
void predict(const Policy<Scalar>& policy, Shard<Scalar>& shard) {
  const ConstColumns<Scalar> features =
      policy.features(shard.inputs.leftCols(shard.count), shard.body_workspace);
  const auto outputs = policy.actor.forward(features, shard.actor_workspace);
  if (auto* gaussian = std::get_if<Gaussian<Scalar>>(&shard.head)) {
    gaussian->set(outputs, policy.log_std);
    gaussian->log_prob(shard.actions.leftCols(shard.count), first(shard.log_probs, shard.count));
    gaussian->entropy(first(shard.entropies, shard.count));
  } else if (auto* beta = std::get_if<Beta<Scalar>>(&shard.head)) {
    beta->set(outputs);
    beta->log_prob(shard.actions.leftCols(shard.count), first(shard.log_probs, shard.count));
    beta->entropy(first(shard.entropies, shard.count));
  } else {
    auto& categorical = std::get<Categorical<Scalar>>(shard.head);
    const Index mask_bytes = shard.masks.empty() ? 0 : policy.actor.outputs() * shard.count;
    categorical.set(outputs, first(shard.masks, mask_bytes));
    categorical.log_prob(first(shard.indices, shard.count), first(shard.log_probs, shard.count));
    categorical.entropy(first(shard.entropies, shard.count));
  }
  if (!shard.asks_critic) {
    std::fill_n(shard.values.begin(), shard.count, Scalar{0});
    return;
  }
  const auto values = policy.critic.forward(features, shard.critic_workspace);
  std::copy_n(values.data(), shard.count, shard.values.begin());
}

// dL/d(actor's outputs), and the slopes of the deviations.
template <class Scalar>
ConstColumns<Scalar> differentiate_head(const Policy<Scalar>& policy, Shard<Scalar>& shard) {
  shard.d_log_std.setZero();
  MatrixMap<Scalar> d_outputs(shard.d_outputs.data(), policy.actor.outputs(), shard.count);
  const std::span<const Scalar> d_log_probs = first(shard.d_log_probs, shard.count);
  if (auto* gaussian = std::get_if<Gaussian<Scalar>>(&shard.head)) {
    gaussian->backward(shard.actions.leftCols(shard.count), d_log_probs, shard.d_entropy, d_outputs,
                       shard.d_log_std);
  } else if (auto* beta = std::get_if<Beta<Scalar>>(&shard.head)) {
    beta->backward(shard.actions.leftCols(shard.count), d_log_probs, shard.d_entropy, d_outputs);
  } else {
    std::get<Categorical<Scalar>>(shard.head)
        .backward(first(shard.indices, shard.count), d_log_probs, shard.d_entropy, d_outputs);
  }
  return d_outputs;
}

template <class Scalar>
void differentiate(const Policy<Scalar>& policy, Shard<Scalar>& shard) {
  const ConstColumns<Scalar> d_outputs = differentiate_head(policy, shard);
  const ConstColumns<Scalar> d_values(shard.d_values.data(), 1, shard.count);
  shard.d_actor.setZero();
  if (shard.asks_critic) shard.d_critic.setZero();
  if (!policy.body) {
    policy.actor.backward(d_outputs, shard.actor_workspace, shard.d_actor);
    if (shard.asks_critic) policy.critic.backward(d_values, shard.critic_workspace, shard.d_critic);
    return;
  }
  auto d_features = shard.d_features.leftCols(shard.count);
  d_features = policy.actor.backward_to_input(d_outputs, shard.actor_workspace, shard.d_actor);
  if (shard.asks_critic)
    d_features += policy.critic.backward_to_input(d_values, shard.critic_workspace, shard.d_critic);
  shard.d_body.setZero();
  policy.body->backward(d_features, *shard.body_workspace, shard.d_body);
}

template struct Shard<float>;
template struct Shard<double>;
template void predict(const Policy<float>&, Shard<float>&);
template void predict(const Policy<double>&, Shard<double>&);
template void differentiate(const Policy<float>&, Shard<float>&);
template void differentiate(const Policy<double>&, Shard<double>&);

}  // namespace gymkhana
