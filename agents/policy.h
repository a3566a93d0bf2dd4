// Actor and critic: from observations to log-probabilities, entropies and values, and back to gradients.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "agents/config.h"
#include "envs/core/rng.h"
#include "envs/core/space.h"
#include "nn/beta.h"
#include "nn/heads.h"
#include "nn/network.h"

namespace gymkhana {

/// The distribution over actions that the actor's outputs mean: one choice, or a vector of normals or betas.
template <class Scalar>
using Head = std::variant<Categorical<Scalar>, Gaussian<Scalar>, Beta<Scalar>>;

/// The networks, and the Gaussian's deviations. Const calls may run at the same time on several threads.
template <class Scalar>
struct Policy {
  std::optional<Network<Scalar>> body;  ///< from observations to features, where actor and critic share one
  Network<Scalar> actor, critic;        ///< from the features, or else each from the observations
  Index action_size = 0;                ///< numbers of a Box's action; 0 for Discrete ones
  Vector<Scalar> log_std;               ///< of a Gaussian; else empty
  Vector<Scalar> low, high;             ///< bounds of a Beta's actions; else empty

  /// For observations encoded as `inputs` numbers. Error unless the actions are Discrete or a Box, for a Beta
  /// with bounds, or when the net does not suit the observations.
  Policy(const Space& observation, Index inputs, const Space& actions, const PolicyConfig& config, Rng& rng);

  bool continuous() const { return action_size > 0; }
  bool gaussian() const { return log_std.size() > 0; }
  /// Numbers of an encoded observation.
  Index inputs() const { return body ? body->inputs() : actor.inputs(); }
  std::optional<Workspace<Scalar>> make_body_workspace(Index max_batch) const;
  /// What actor and critic look at: the body's features, or the observations themselves.
  ConstColumns<Scalar> features(ConstColumns<Scalar> inputs,
                                std::optional<Workspace<Scalar>>& body_workspace) const;
  Head<Scalar> make_head(Index max_batch) const;

  /// Network::pack() of all networks.
  void pack() {
    if (body) body->pack();
    actor.pack();
    critic.pack();
  }
};

/// Sums of what a loss measures, over samples.
struct LossSums {
  double policy_loss = 0, value_loss = 0, entropy = 0, kl = 0, clipped = 0;

  LossSums& operator+=(const LossSums& other);
};

/// A group of samples on its way through prediction, loss and gradient, with one entry or column per sample.
template <class Scalar>
struct Shard {
  Shard(const Policy<Scalar>& policy, Index capacity, bool masked);

  Index count = 0;          ///< samples in use, of those that there is room for
  bool asks_critic = true;  ///< else values are 0 and d_critic is left as it is

  // What happened:
  Matrix<Scalar> inputs;              ///< encoded observations
  std::vector<std::int32_t> indices;  ///< Discrete actions, counted from 0
  Matrix<Scalar> actions;             ///< actions of a Box
  std::vector<std::uint8_t> masks;    ///< per sample one byte for each action; empty: all may be taken
  std::vector<Scalar> old_log_probs, old_values, advantages, returns;

  // What the networks say now, by predict():
  std::vector<Scalar> log_probs, entropies, values;

  // What the loss answers: its slopes dL/dlog_prob and dL/dvalue of each sample, dL/dentropy of all.
  std::vector<Scalar> d_log_probs, d_values;
  Scalar d_entropy = 0;
  LossSums sums;

  // What follows for the parameters, by differentiate():
  Vector<Scalar> d_body, d_actor, d_critic, d_log_std;

  // Room to work in:
  std::optional<Workspace<Scalar>> body_workspace;
  Workspace<Scalar> actor_workspace, critic_workspace;
  Head<Scalar> head;
  Matrix<Scalar> d_outputs, d_features;
};

/// Fills in log_probs, entropies and values.
template <class Scalar>
void predict(const Policy<Scalar>& policy, Shard<Scalar>& shard);

/// After predict() and a loss: the gradients of all parameters.
template <class Scalar>
void differentiate(const Policy<Scalar>& policy, Shard<Scalar>& shard);

}  // namespace gymkhana
