// The policy head for unbounded actions: independent normals. It works as categorical.h says of all heads.
#pragma once

#include <span>

#include "nn/matrix.h"

namespace gymkhana {

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
