// A policy head for bounded actions: independent beta distributions, whose actions never leave their bounds.
//
// Chou, Maturana and Scherer, "Improving Stochastic Policy Gradients in Continuous Control with Deep
// Reinforcement Learning using the Beta Distribution" (2017). Each number of an action has two outputs; with
// a = 1 + softplus(first) and b = 1 + softplus(second) the density has one peak:
//     p(u) = u^(a-1) (1-u)^(b-1) / B(a, b),    action = low + (high - low) u
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "nn/matrix.h"

namespace gymkhana {

/// A draw of the gamma distribution with `shape` >= 1: Marsaglia and Tsang (2000). `Source` has random() and
/// standard_normal(). A shape that is not finite comes back as it is: no draw would ever be accepted.
template <class Source>
double draw_gamma(double shape, Source& source) {
  if (!std::isfinite(shape)) return shape;
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = source.standard_normal(), cube = 1 + c * x, v = cube * cube * cube;
    if (v <= 0) continue;
    if (std::log(1 - source.random()) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

/// Works as categorical.h says of all heads.
template <class Scalar>
class Beta {
 public:
  /// Bounds of each number of an action.
  Beta(const Vector<Scalar>& low, const Vector<Scalar>& high, Index max_batch);

  /// outputs: first all a's, then all b's, 2 dimensions x batch.
  void set(ConstColumns<Scalar> outputs);

  Index batch() const { return batch_; }

  /// One action, for sample i.
  template <class Source>
  void sample(Index i, Source& source, std::span<Scalar> action) const {
    for (Index k = 0; k < low_.size(); ++k) {
      const double a = draw_gamma(a_(k, i), source), b = draw_gamma(b_(k, i), source);
      action[k] = low_[k] + width_[k] * static_cast<Scalar>(a / (a + b));
    }
  }
  /// The mean, dimensions x batch: what a greedy player takes.
  void mean(MatrixMap<Scalar> actions) const;
  /// Summed over the dimensions. Actions on a bound count as lying 1e-6 of the width inside.
  void log_prob(ConstColumns<Scalar> actions, std::span<Scalar> log_probs) const;
  void entropy(std::span<Scalar> entropies) const;

  /// dL/doutputs, 2 dimensions x batch, into `d_outputs`.
  void backward(ConstColumns<Scalar> actions, std::span<const Scalar> coefficients,
                Scalar entropy_coefficient, MatrixMap<Scalar> d_outputs) const;

 private:
  double share(ConstColumns<Scalar> actions, Index k, Index i) const {
    return std::clamp(double((actions(k, i) - low_[k]) / width_[k]), 1e-6, 1 - 1e-6);
  }

  Vector<Scalar> low_, width_;
  Matrix<double> a_, b_;              // dimensions x max_batch
  Matrix<double> slope_a_, slope_b_;  // of a and b by their outputs
  Index batch_ = 0;
};

}  // namespace gymkhana
