#include "agents/policy_gradient/actor_critic.h"

#include <array>
#include <cmath>
#include <string>

#include "base/error.h"
#include "nn/beta.h"
#include "nn/categorical.h"
#include "nn/gaussian.h"
#include "nn/init.h"

namespace gymkhana {
namespace {

void check_bounded(const Box& box, Index size) {
  for (int i = 0; i < size; ++i) {
    const float width = high_of(box, i) - low_of(box, i);
    if (std::isfinite(width) && width > 0) continue;
    throw Error("policy.distribution = beta needs actions between bounds; number " + std::to_string(i) +
                " of this environment's lies in [" + print(low_of(box, i)) + ", " + print(high_of(box, i)) +
                "]: use gaussian");
  }
}

// What the actor's outputs mean, by the kind of action.
template <class Scalar>
std::unique_ptr<Head<Scalar>> make_head(const Space& actions, const PolicyConfig& config) {
  if (const auto* discrete = std::get_if<Discrete>(&actions))
    return std::make_unique<Categorical<Scalar>>(discrete->n, 1);
  const auto* box = std::get_if<Box>(&actions);
  if (box == nullptr) throw Error("policies act in Discrete and Box spaces, not in " + to_string(actions));
  const Index size = parts(actions).front().size;
  if (config.distribution == "gaussian") return std::make_unique<Gaussian<Scalar>>(size, 1);
  check_bounded(*box, size);
  Vector<Scalar> low(size), high(size);
  for (int i = 0; i < size; ++i) {
    low[i] = static_cast<Scalar>(low_of(*box, i));
    high[i] = static_cast<Scalar>(high_of(*box, i));
  }
  return std::make_unique<Beta<Scalar>>(low, high, 1);
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
ActorCritic<Scalar>::ActorCritic(const Space& observation, Index inputs, const Space& actions,
                                 const PolicyConfig& config, Rng& rng)
    : body(make_shared_body<Scalar>(body_plan(config, observation, inputs), config, rng)),
      actor(make_branch(body, body_plan(config, observation, inputs),
                        make_head<Scalar>(actions, config)->outputs(), policy_gain, config.ortho_init, rng)),
      critic(
          make_branch(body, body_plan(config, observation, inputs), 1, value_gain, config.ortho_init, rng)),
      head(make_head<Scalar>(actions, config)) {
  lay_out(static_cast<Scalar>(config.log_std_init));
}

// Puts all parameters into one array. Every part begins on a whole register, so that its sums and roundings
// are those of an array of its own; the few numbers between parts are 0 and stay so.
template <class Scalar>
void ActorCritic<Scalar>::lay_out(Scalar head_parameter) {
  constexpr Index kRegister = 16;
  Index size = 0;
  const auto add = [&](const char* name, Index part) {
    const Index first = size;
    if (part > 0) parts.push_back({name, first, part});
    size = (first + part + kRegister - 1) / kRegister * kRegister;
    return first;
  };
  add("body", body ? body->parameters().size() : 0);
  actor_first_ = add("actor", actor.parameters().size());
  critic_first_ = add("critic", critic.parameters().size());
  head_first_ = add("log_std", head->parameters());
  parameters = Vector<Scalar>::Zero(size);
  if (body) body->move_parameters_to(parameters.data());
  actor.move_parameters_to(parameters.data() + actor_first_);
  critic.move_parameters_to(parameters.data() + critic_first_);
  parameters.segment(head_first_, head->parameters()).setConstant(head_parameter);
}

template <class Scalar>
std::optional<Workspace<Scalar>> ActorCritic<Scalar>::make_body_workspace(Index max_batch) const {
  if (!body) return std::nullopt;
  return Workspace<Scalar>(*body, max_batch);
}

template <class Scalar>
ConstColumns<Scalar> ActorCritic<Scalar>::features(ConstColumns<Scalar> inputs,
                                                   std::optional<Workspace<Scalar>>& body_workspace) const {
  if (!body) return inputs;
  return body->forward(inputs, *body_workspace);
}

template <class Scalar>
void ActorCritic<Scalar>::pack(WorkerTeam& team) {
  const std::array<Network<Scalar>*, 3> networks = {&actor, &critic, body ? &*body : nullptr};
  auto pack_one = [&](int k) {
    networks[k]->mutable_parameters();  // which have changed
    networks[k]->pack();
  };
  const int count = body ? 3 : 2;
  if (team.awake()) return team.run(count, pack_one);
  for (int k = 0; k < count; ++k) pack_one(k);
}

template struct ActorCritic<float>;
template struct ActorCritic<double>;

}  // namespace gymkhana
