// The policy head for one of a number of actions. A head says what a network's outputs mean as a distribution
// over actions, and owns the calculus of that.
//
// Each head is a workspace for up to max_batch samples: `set` takes the network's outputs, the other
// functions speak about the distributions then set. `backward` gives the derivative of
//     L = sum_i c_i log p_i(a_i) + h sum_i H_i
// with respect to what was set, for coefficients c per sample and h: REINFORCE, A2C and PPO differ in c
// alone. Nothing allocates after construction. Spans have one entry per sample.
#pragma once

#include <cstdint>
#include <span>

#include "nn/matrix.h"

namespace gymkhana {

/// One of a number of actions, p_k = exp(logit_k) / sum_j exp(logit_j).
template <class Scalar>
class Categorical {
 public:
  Categorical(Index actions, Index max_batch);

  /// logits: actions x batch. mask: empty, or batch x actions bytes, 0 = the action is never taken; its logit
  /// counts as -inf. Error when a sample has no action left.
  void set(ConstColumns<Scalar> logits, std::span<const std::uint8_t> mask = {});

  Index batch() const { return batch_; }
  /// actions x batch, natural logarithms; -inf for masked actions.
  ConstMatrixMap<Scalar> log_probabilities() const { return {log_p_.data(), log_p_.rows(), batch_}; }
  /// actions x batch.
  ConstMatrixMap<Scalar> probabilities() const { return {p_.data(), p_.rows(), batch_}; }

  /// By inversion of the cumulative probabilities: uniforms in [0, 1), one per sample.
  void sample(std::span<const double> uniforms, std::span<std::int32_t> actions) const;
  /// The likeliest action; the first among equals.
  void mode(std::span<std::int32_t> actions) const;
  void log_prob(std::span<const std::int32_t> actions, std::span<Scalar> log_probs) const;
  void entropy(std::span<Scalar> entropies) const;

  /// dL/dlogits, actions x batch, into `d_logits`; 0 where masked.
  void backward(std::span<const std::int32_t> actions, std::span<const Scalar> coefficients,
                Scalar entropy_coefficient, MatrixMap<Scalar> d_logits) const;

 private:
  Matrix<Scalar> log_p_, p_;  // actions x max_batch
  Index batch_ = 0;
};

}  // namespace gymkhana
