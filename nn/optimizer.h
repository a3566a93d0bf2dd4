// Optimisers: one step of a flat array of parameters along a flat gradient.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "nn/matrix.h"

namespace gymkhana {

enum class OptimizerKind {
  sgd,         ///< with momentum: v = momentum v + g, p -= lr v
  rmsprop,     ///< p -= lr g / (sqrt(v) + eps), as in PyTorch
  rmsprop_tf,  ///< p -= lr g / sqrt(v + eps) with v = 1 at the start, as in TensorFlow: slower to begin
  adagrad,     ///< Duchi et al. 2011
  adam,        ///< Kingma and Ba 2014, arXiv:1412.6980
  adamw,       ///< Adam with decoupled weight decay; Loshchilov and Hutter 2017, arXiv:1711.05101
  radam,       ///< rectified Adam; Liu et al. 2019, arXiv:1908.03265
};

/// "adam" and so on.
std::string name_of(OptimizerKind kind);
/// The kind of that name; Error lists the names.
OptimizerKind parse_optimizer(std::string_view name);

/// Defaults are PyTorch's for Adam; PPO and A2C use eps = 1e-5.
struct OptimizerConfig {
  OptimizerKind kind = OptimizerKind::adam;
  double beta1 = 0.9;    ///< Adam family: decay of the mean gradient
  double beta2 = 0.999;  ///< Adam family: decay of the mean squared gradient
  double alpha = 0.99;   ///< RMSProp: decay of the mean squared gradient
  double eps = 1e-8;     ///< keeps divisions finite; PyTorch's default is 1e-10 for Adagrad
  double momentum = 0;   ///< SGD and RMSProp
  double weight_decay =
      0;  ///< pull towards 0: part of the gradient, or with AdamW lr * decay of the parameter
};

/// An optimiser and its memory: a value.
template <class Scalar>
class Optimizer {
 public:
  Optimizer(const OptimizerConfig& config, Index parameters);

  /// Moves `parameters` against `gradient` by PyTorch's formulas. Does not allocate.
  void step(VectorRef<Scalar> parameters, ConstVectorRef<Scalar> gradient, double learning_rate);

  /// The same in pieces that do not overlap, on as many threads as you like: begin_step(), then step_range()
  /// with the numbers from `first` on. The last number % 16 of a range are rounded otherwise than the rest
  /// (Eigen's square root), so where the ranges lie is part of what comes out.
  void begin_step() { ++steps_; }
  void step_range(Index first, VectorRef<Scalar> parameters, ConstVectorRef<Scalar> gradient,
                  double learning_rate);

  const OptimizerConfig& config() const { return config_; }
  std::int64_t steps() const { return steps_; }
  void set_steps(std::int64_t steps) { steps_ = steps; }

  /// What the optimiser remembers per parameter, for checkpoints; the names are PyTorch's ("exp_avg").
  struct Slot {
    const char* name;
    Vector<Scalar> values;
  };
  std::vector<Slot>& slots() { return slots_; }
  const std::vector<Slot>& slots() const { return slots_; }

 private:
  OptimizerConfig config_;
  std::int64_t steps_ = 0;
  std::vector<Slot> slots_;
};

/// What a gradient of length `norm` is multiplied with, where it is below 1, so that it is no longer than
/// max_norm: PyTorch's max_norm / (norm + 1e-6).
template <class Scalar>
Scalar clip_scale(Scalar norm, std::type_identity_t<Scalar> max_norm) {
  return max_norm / (norm + Scalar(1e-6));
}

}  // namespace gymkhana
