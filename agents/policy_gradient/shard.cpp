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
Shard<Scalar>::Shard(const ActorCritic<Scalar>& policy, Index capacity, bool masked)
    : inputs(policy.inputs(), capacity),
      masks(masked ? policy.actor.outputs() * capacity : 0),
      d_outputs(policy.actor.outputs(), capacity),
      gradient(Vector<Scalar>::Zero(policy.parameters.size())),
      body_workspace(policy.make_body_workspace(capacity)),
      actor_workspace(policy.actor, capacity),
      critic_workspace(policy.critic, capacity),
      head(policy.head->for_batch(capacity)),
      d_features(policy.body ? policy.body->outputs() : 0, capacity) {
  actions.resize(head->action_size(), capacity);
  if (head->action_size() == 0) indices.resize(capacity);
  for (auto* array : {&old_log_probs, &old_values, &advantages, &returns, &log_probs, &entropies, &values,
                      &d_log_probs, &d_values}) {
    array->resize(capacity);
  }
}

template <class Scalar>
TakenActions<Scalar> Shard<Scalar>::taken() const {
  const std::size_t samples = count;
  return {.indices = std::span(indices).first(std::min(samples, indices.size())),
          .values = {actions.data(), samples * actions.rows()}};
}

template <class Scalar>
void predict(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard) {
  const ConstColumns<Scalar> features =
      policy.features(shard.inputs.leftCols(shard.count), shard.body_workspace);
  const auto outputs = policy.actor.forward(features, shard.actor_workspace);
  const Index mask_bytes = shard.masks.empty() ? 0 : policy.actor.outputs() * shard.count;
  shard.head->set(outputs, policy.head_parameters(), first(shard.masks, mask_bytes));
  shard.head->log_prob(shard.taken(), first(shard.log_probs, shard.count));
  shard.head->entropy(first(shard.entropies, shard.count));
  if (!shard.asks_critic) {
    std::fill_n(shard.values.begin(), shard.count, Scalar{0});
    return;
  }
  const auto values = policy.critic.forward(features, shard.critic_workspace);
  std::copy_n(values.data(), shard.count, shard.values.begin());
}

template <class Scalar>
void differentiate_actions(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard) {
  const std::span<Scalar> d_head = policy.head_part(shard.gradient);
  std::fill(d_head.begin(), d_head.end(), Scalar{0});
  shard.head->backward(shard.taken(), first(shard.d_log_probs, shard.count), shard.d_entropy,
                       {shard.d_outputs.data(), shard.d_outputs.rows(), shard.count}, d_head);
}

template <class Scalar>
void differentiate_outputs(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard) {
  const ConstColumns<Scalar> d_outputs = shard.d_outputs.leftCols(shard.count);
  const ConstColumns<Scalar> d_values(shard.d_values.data(), 1, shard.count);
  auto d_actor = policy.actor_part(shard.gradient), d_critic = policy.critic_part(shard.gradient);
  d_actor.setZero();
  d_critic.setZero();
  if (!policy.body) {
    policy.actor.backward(d_outputs, shard.actor_workspace, d_actor);
    if (shard.asks_critic) policy.critic.backward(d_values, shard.critic_workspace, d_critic);
    return;
  }
  auto d_features = shard.d_features.leftCols(shard.count);
  d_features = policy.actor.backward_to_input(d_outputs, shard.actor_workspace, d_actor);
  if (shard.asks_critic)
    d_features += policy.critic.backward_to_input(d_values, shard.critic_workspace, d_critic);
  auto d_body = policy.body_part(shard.gradient);
  d_body.setZero();
  policy.body->backward(d_features, *shard.body_workspace, d_body);
}

template <class Scalar>
void differentiate(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard) {
  differentiate_actions(policy, shard);
  differentiate_outputs(policy, shard);
}

template struct Shard<float>;
template struct Shard<double>;
template void predict(const ActorCritic<float>&, Shard<float>&);
template void predict(const ActorCritic<double>&, Shard<double>&);
template void differentiate(const ActorCritic<float>&, Shard<float>&);
template void differentiate(const ActorCritic<double>&, Shard<double>&);
template void differentiate_actions(const ActorCritic<float>&, Shard<float>&);
template void differentiate_actions(const ActorCritic<double>&, Shard<double>&);
template void differentiate_outputs(const ActorCritic<float>&, Shard<float>&);
template void differentiate_outputs(const ActorCritic<double>&, Shard<double>&);

}  // namespace gymkhana
