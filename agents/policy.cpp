#include "agents/policy.h"

#include <cmath>
#include <span>
#include <string>

#include "envs/core/error.h"
#include "nn/init.h"

namespace gymkhana {
namespace {

// Two numbers make a Beta, one a normal or a logit.
Index action_outputs(const Space& actions, const PolicyConfig& config) {
  if (const auto* discrete = std::get_if<Discrete>(&actions)) return discrete->n;
  if (std::holds_alternative<Box>(actions)) {
    return parts(actions).front().size * (config.distribution == "beta" ? 2 : 1);
  }
  throw Error("policies act in Discrete and Box spaces, not in " + to_string(actions));
}

void check_bounded(const Box& box, Index size) {
  for (int i = 0; i < size; ++i) {
    if (std::isfinite(low_of(box, i)) && std::isfinite(high_of(box, i))) continue;
    throw Error("policy.distribution = beta needs actions with bounds; number " + std::to_string(i) +
                " of this world's has none: use gaussian");
  }
}

template <class Scalar>
Network<Scalar> make_network(std::vector<Layer> layers, double gain, bool orthogonal, Rng& rng) {
  Network<Scalar> network(std::move(layers));
  if (orthogonal) {
    initialize_orthogonal(network, gain, [&rng] { return rng.standard_normal(); });
  } else {
    initialize_like_torch(network, [&rng] { return rng.random(); });
  }
  return network;
}

template <class Scalar>
std::optional<Network<Scalar>> make_shared_body(const BodyPlan& plan, const PolicyConfig& config, Rng& rng) {
  if (!config.share_features_extractor) return std::nullopt;
  return make_network<Scalar>(make_body(plan), hidden_gain, config.ortho_init, rng);
}

// From the shared body's features, or with a body of its own.
template <class Scalar>
Network<Scalar> make_branch(const std::optional<Network<Scalar>>& body, const BodyPlan& plan, Index outputs,
                            double gain, bool orthogonal, Rng& rng) {
  std::vector<Layer> layers;
  if (!body) layers = make_body(plan);
  layers.push_back(Dense{body ? body->outputs() : features_of(layers, plan.inputs), outputs});
  return make_network<Scalar>(std::move(layers), gain, orthogonal, rng);
}

template <class T>
std::span<T> first(std::vector<T>& values, Index count) {
  return std::span<T>(values).first(static_cast<std::size_t>(count));
}

}  // namespace

template <class Scalar>
Policy<Scalar>::Policy(const Space& observation, Index inputs, const Space& actions,
                       const PolicyConfig& config, Rng& rng)
    : body(make_shared_body<Scalar>(body_plan(config, observation, inputs), config, rng)),
      actor(make_branch(body, body_plan(config, observation, inputs), action_outputs(actions, config),
                        policy_gain, config.ortho_init, rng)),
      critic(
          make_branch(body, body_plan(config, observation, inputs), 1, value_gain, config.ortho_init, rng)) {
  const auto* box = std::get_if<Box>(&actions);
  if (box == nullptr) return;
  action_size = parts(actions).front().size;
  if (config.distribution == "gaussian") {
    log_std = Vector<Scalar>::Constant(action_size, static_cast<Scalar>(config.log_std_init));
    return;
  }
  check_bounded(*box, action_size);
  low.resize(action_size);
  high.resize(action_size);
  for (int i = 0; i < action_size; ++i) {
    low[i] = static_cast<Scalar>(low_of(*box, i));
    high[i] = static_cast<Scalar>(high_of(*box, i));
  }
}

template <class Scalar>
std::optional<Workspace<Scalar>> Policy<Scalar>::make_body_workspace(Index max_batch) const {
  if (!body) return std::nullopt;
  return Workspace<Scalar>(*body, max_batch);
}

template <class Scalar>
ConstColumns<Scalar> Policy<Scalar>::features(ConstColumns<Scalar> inputs,
                                              std::optional<Workspace<Scalar>>& body_workspace) const {
  if (!body) return inputs;
  return body->forward(inputs, *body_workspace);
}

template <class Scalar>
Head<Scalar> Policy<Scalar>::make_head(Index max_batch) const {
  if (gaussian()) return Gaussian<Scalar>(action_size, max_batch);
  if (continuous()) return Beta<Scalar>(low, high, max_batch);
  return Categorical<Scalar>(actor.outputs(), max_batch);
}

LossSums& LossSums::operator+=(const LossSums& other) {
  policy_loss += other.policy_loss;
  value_loss += other.value_loss;
  entropy += other.entropy;
  kl += other.kl;
  clipped += other.clipped;
  return *this;
}

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

template struct Policy<float>;
template struct Policy<double>;
template struct Shard<float>;
template struct Shard<double>;
template void predict(const Policy<float>&, Shard<float>&);
template void predict(const Policy<double>&, Shard<double>&);
template void differentiate(const Policy<float>&, Shard<float>&);
template void differentiate(const Policy<double>&, Shard<double>&);

}  // namespace gymkhana
