// Policy heads: what a network's outputs mean as a distribution over actions, and the calculus of that.
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
  /// counts as -inf. Throws std::invalid_argument when a sample has no action left.
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

/// Independent normals: means from a network, the logarithms of the deviations a vector of their own that is
/// trained along, the same for all samples.
template <class Scalar>
class Gaussian {
 public:
  Gaussian(Index dimensions, Index max_batch);

  /// mean: dimensions x batch; log_std: dimensions.
  void set(ConstColumns<Scalar> mean, ConstVectorRef<Scalar> log_std);

  Index batch() const { return batch_; }
  ConstMatrixMap<Scalar> mean() const { return {mean_.data(), mean_.rows(), batch_}; }

  /// mean + deviation * normal: `normals` and `actions` are dimensions x batch. Not clipped.
  void sample(ConstColumns<Scalar> normals, MatrixMap<Scalar> actions) const;
  /// The mean.
  void mode(MatrixMap<Scalar> actions) const;
  /// Summed over the dimensions.
  void log_prob(ConstColumns<Scalar> actions, std::span<Scalar> log_probs) const;
  void entropy(std::span<Scalar> entropies) const;

  /// Writes dL/dmean, dimensions x batch, to `d_mean`, and adds dL/dlog_std, dimensions, to `d_log_std`.
  void backward(ConstColumns<Scalar> actions, std::span<const Scalar> coefficients,
                Scalar entropy_coefficient, MatrixMap<Scalar> d_mean, VectorRef<Scalar> d_log_std) const;

 private:
  Matrix<Scalar> mean_;  // dimensions x max_batch
  Vector<Scalar> log_std_, std_, inverse_std_;
  Index batch_ = 0;
};

}  // namespace gymkhana
