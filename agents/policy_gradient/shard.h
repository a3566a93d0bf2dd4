// A group of samples on its way through actor and critic: to log-probabilities, entropies and values, and
// back to gradients.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "agents/policy_gradient/policy.h"

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
