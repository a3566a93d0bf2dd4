// What a network's outputs say about the return of an action: its mean, or a whole distribution of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "nn/matrix.h"

namespace gymkhana {

/// Samples on their way through a loss of action values; one entry or column per sample.
struct QTargets {
  ConstMatrixMap<float> outputs;          ///< of the network, (actions x atoms) x batch
  ConstMatrixMap<float> next_outputs;     ///< of the target network for what came next
  std::span<const std::int32_t> actions;  ///< counted from 0
  std::span<const int> next_actions;
  std::span<const float> rewards, discounts;
  std::span<const float> weights;  ///< how much each counts, divided by the size of the whole minibatch
};

/// What a loss answers.
struct QSlopes {
  MatrixMap<float> d_outputs;  ///< dL/doutputs, laid out as outputs
  std::span<float> errors;     ///< per sample, >= 0: the priority that it deserves
};

class Distribution {
 public:
  virtual ~Distribution() = default;

  /// Outputs per action.
  virtual Index atoms() const { return 1; }
  /// Mean returns, actions x batch, from outputs.
  virtual void means(ConstMatrixMap<float> outputs, MatrixMap<float> q) const = 0;
  /// How an action's mean changes with each of its outputs; both of atoms() numbers. As here where the mean
  /// return is the outputs' own mean.
  virtual void mean_slope(std::span<const float>, std::span<float> slope) const {
    std::fill(slope.begin(), slope.end(), 1 / static_cast<float>(slope.size()));
  }
  /// Fills in the slopes and returns the weighted sum of the losses.
  virtual double loss(const QTargets& targets, QSlopes slopes) const = 0;
};

/// Q itself: one output per action, Huber's loss.
class ExpectedValue final : public Distribution {
 public:
  void means(ConstMatrixMap<float> outputs, MatrixMap<float> q) const override { q = outputs; }
  double loss(const QTargets& targets, QSlopes slopes) const override;
};

}  // namespace gymkhana
