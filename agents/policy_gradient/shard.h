// A group of samples on its way through actor and critic: to log-probabilities, entropies and values, and
// back to gradients.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "agents/policy_gradient/actor_critic.h"

namespace gymkhana {

/// Sums of what a loss measures, over samples.
struct LossSums {
  double policy_loss = 0, value_loss = 0, entropy = 0, kl = 0, clipped = 0;

  void operator+=(const LossSums& other) {
    policy_loss += other.policy_loss;
    value_loss += other.value_loss;
    entropy += other.entropy;
    kl += other.kl;
    clipped += other.clipped;
  }
};

/// A group of samples on its way through prediction, loss and gradient, with one entry or column per sample.
template <class Scalar>
struct Shard {
  Shard(const ActorCritic<Scalar>& policy, Index capacity, bool masked);

  Index count = 0;          ///< samples in use, of those that there is room for
  bool asks_critic = true;  ///< else values are 0 and the critic has no gradient

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
  Matrix<Scalar> d_outputs;  ///< dL/d(actor's outputs): by differentiate_actions(), or the loss's own

  Vector<Scalar> gradient;  ///< of all parameters, by differentiate() or differentiate_outputs()

  // Room to work in:
  std::optional<Workspace<Scalar>> body_workspace;
  Workspace<Scalar> actor_workspace, critic_workspace;
  std::unique_ptr<Head<Scalar>> head;
  Matrix<Scalar> d_features;

  /// The actions of the samples in use.
  TakenActions<Scalar> taken() const;
};

/// Fills in log_probs, entropies and values.
template <class Scalar>
void predict(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard);

/// After predict() and a loss of log-probabilities, entropies and values: the gradient of all parameters.
template <class Scalar>
void differentiate(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard);

/// The first half of differentiate(): from the slopes of log-probabilities and entropies to d_outputs and the
/// head's own part of the gradient, which is begun anew.
template <class Scalar>
void differentiate_actions(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard);

/// The second half: from d_outputs and d_values to the networks' parts of the gradient. A loss of the outputs
/// themselves, such as the distance to a teacher's, writes or adds to d_outputs before this.
template <class Scalar>
void differentiate_outputs(const ActorCritic<Scalar>& policy, Shard<Scalar>& shard);

}  // namespace gymkhana
