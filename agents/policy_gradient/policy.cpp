#include "agents/policy_gradient/policy.h"

#include <cmath>
#include <string>

#include "base/error.h"
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
    const float width = high_of(box, i) - low_of(box, i);
    if (std::isfinite(width) && width > 0) continue;
    throw Error("policy.distribution = beta needs actions between bounds; number " + std::to_string(i) +
                " of this environment's lies in [" + print(low_of(box, i)) + ", " + print(high_of(box, i)) +
                "]: use gaussian");
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
  if (config.net == "mlp" && config.net_arch.empty())
    throw Error("policy.net_arch is empty, so policy.share_features_extractor has no layer to share");
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

template struct Policy<float>;
template struct Policy<double>;

}  // namespace gymkhana
