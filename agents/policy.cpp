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
Network<Scalar> make_network(const BodyPlan& plan, Index outputs, double gain, bool orthogonal, Rng& rng) {
  std::vector<Layer> layers = make_body(plan);
  layers.push_back(Dense{features_of(layers, plan.inputs), outputs});
  Network<Scalar> network(std::move(layers));
  if (orthogonal) {
    initialize_orthogonal(network, gain, [&rng] { return rng.standard_normal(); });
  } else {
    initialize_like_torch(network, [&rng] { return rng.random(); });
  }
  return network;
}

template <class T>
std::span<T> first(std::vector<T>& values, Index count) {
  return std::span<T>(values).first(static_cast<std::size_t>(count));
}

}  // namespace

template <class Scalar>
Policy<Scalar>::Policy(const Space& observation, Index inputs, const Space& actions,
                       const PolicyConfig& config, Rng& rng)
    : actor(make_network<Scalar>(body_plan(config, observation, inputs), action_outputs(actions, config),
                                 policy_gain, config.ortho_init, rng)),
      critic(make_network<Scalar>(body_plan(config, observation, inputs), 1, value_gain, config.ortho_init,
                                  rng)) {
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
    : inputs(policy.actor.inputs(), capacity),
      masks(masked ? policy.actor.outputs() * capacity : 0),
      d_actor(policy.actor.parameters().size()),
      d_critic(policy.critic.parameters().size()),
      d_log_std(policy.log_std.size()),
      actor_workspace(policy.actor, capacity),
      critic_workspace(policy.critic, capacity),
      head(policy.make_head(capacity)),
      d_outputs(policy.actor.outputs(), capacity) {
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
  const auto inputs = shard.inputs.leftCols(shard.count);
  const auto outputs = policy.actor.forward(inputs, shard.actor_workspace);
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
  const auto values = policy.critic.forward(inputs, shard.critic_workspace);
  std::copy_n(values.data(), shard.count, shard.values.begin());
}

template <class Scalar>
void differentiate(const Policy<Scalar>& policy, Shard<Scalar>& shard) {
  shard.d_actor.setZero();
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
  policy.actor.backward(d_outputs, shard.actor_workspace, shard.d_actor);
  if (!shard.asks_critic) return;
  shard.d_critic.setZero();
  const ConstColumns<Scalar> d_values(shard.d_values.data(), 1, shard.count);
  policy.critic.backward(d_values, shard.critic_workspace, shard.d_critic);
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
