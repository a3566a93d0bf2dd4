// The policy head for one of a number of actions.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "nn/head.h"

namespace gymkhana {

/// p_k = exp(logit_k) / sum_j exp(logit_j). The logit of a masked action counts as -inf.
template <class Scalar>
class Categorical final : public Head<Scalar> {
 public:
  Categorical(Index actions, Index max_batch);

  std::unique_ptr<Head<Scalar>> for_batch(Index max_batch) const override {
    return std::make_unique<Categorical>(outputs(), max_batch);
  }
  Index outputs() const override { return p_.rows(); }
  Index action_size() const override { return 0; }

  /// Error also when a sample has no action left.
  void set(ConstColumns<Scalar> logits, std::span<const Scalar>, std::span<const std::uint8_t> mask) override;

  Index batch() const { return batch_; }
  /// actions x batch, natural logarithms; -inf for masked actions.
  ConstMatrixMap<Scalar> log_probabilities() const { return {log_p_.data(), log_p_.rows(), batch_}; }
  /// actions x batch.
  ConstMatrixMap<Scalar> probabilities() const { return {p_.data(), p_.rows(), batch_}; }

  /// By inversion of the cumulative probabilities: one uniform per sample.
  void sample(NoiseSource& noise, SampledActions<Scalar> actions) override;
  /// The likeliest action; the first among equals.
  void mode(SampledActions<Scalar> actions) const override;
  void log_prob(TakenActions<Scalar> actions, std::span<Scalar> log_probs) const override;
  void entropy(std::span<Scalar> entropies) const override;
  /// 0 where masked.
  void backward(TakenActions<Scalar> actions, std::span<const Scalar> coefficients,
                Scalar entropy_coefficient, MatrixMap<Scalar> d_logits, std::span<Scalar>) const override;
  std::vector<Scalar> summary() const override { return {p_.data(), p_.data() + p_.rows()}; }

 private:
  Matrix<Scalar> log_p_, p_;  // actions x max_batch
  Index batch_ = 0;
};

}  // namespace gymkhana
