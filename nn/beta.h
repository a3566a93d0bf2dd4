// A policy head for bounded actions: independent beta distributions, whose actions never leave their bounds.
//
// Chou, Maturana and Scherer, "Improving Stochastic Policy Gradients in Continuous Control with Deep
// Reinforcement Learning using the Beta Distribution" (2017). Each number of an action has two outputs; with
// a = 1 + softplus(first) and b = 1 + softplus(second) the density has one peak:
//     p(u) = u^(a-1) (1-u)^(b-1) / B(a, b),    action = low + (high - low) u
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <vector>

#include "nn/head.h"

namespace gymkhana {

/// A draw of the gamma distribution with `shape` >= 1, by the noise of `sample`: Marsaglia and Tsang (2000).
/// A shape that is not finite comes back as it is: no draw would ever be accepted.
double draw_gamma(double shape, NoiseSource& noise, Index sample);

template <class Scalar>
class Beta final : public Head<Scalar> {
 public:
  /// Bounds of each number of an action.
  Beta(const Vector<Scalar>& low, const Vector<Scalar>& high, Index max_batch);

  std::unique_ptr<Head<Scalar>> for_batch(Index max_batch) const override {
    return std::make_unique<Beta>(low_, high_, max_batch);
  }
  /// First all a's, then all b's.
  Index outputs() const override { return 2 * low_.size(); }
  Index action_size() const override { return low_.size(); }

  void set(ConstColumns<Scalar> outputs, std::span<const Scalar>, std::span<const std::uint8_t>) override;

  void sample(NoiseSource& noise, SampledActions<Scalar> actions) override;
  /// The mean.
  void mode(SampledActions<Scalar> actions) const override;
  /// Actions on a bound count as lying 1e-6 of the width inside.
  void log_prob(TakenActions<Scalar> actions, std::span<Scalar> log_probs) const override;
  void entropy(std::span<Scalar> entropies) const override;
  void backward(TakenActions<Scalar> actions, std::span<const Scalar> coefficients,
                Scalar entropy_coefficient, MatrixMap<Scalar> d_outputs, std::span<Scalar>) const override;
  std::vector<Scalar> summary() const override;

 private:
  Scalar mean(Index k, Index i) const {
    return low_[k] + width_[k] * static_cast<Scalar>(a_(k, i) / (a_(k, i) + b_(k, i)));
  }
  /// u of an action's number k.
  double share(TakenActions<Scalar> actions, Index k, Index i) const {
    const Scalar action = actions.values[i * low_.size() + k];
    return std::clamp(double((action - low_[k]) / width_[k]), 1e-6, 1 - 1e-6);
  }

  Vector<Scalar> low_, high_, width_;
  Matrix<double> a_, b_;              // dimensions x max_batch
  Matrix<double> slope_a_, slope_b_;  // of a and b by their outputs
  Index batch_ = 0;
};

}  // namespace gymkhana
