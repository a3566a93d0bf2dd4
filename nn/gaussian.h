// The policy head for unbounded actions: independent normals.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "nn/head.h"

namespace gymkhana {

/// Means come from the network; the logarithms of the deviations are the head's own parameters, the same for
/// all samples.
template <class Scalar>
class Gaussian final : public Head<Scalar> {
 public:
  Gaussian(Index dimensions, Index max_batch);

  std::unique_ptr<Head<Scalar>> for_batch(Index max_batch) const override {
    return std::make_unique<Gaussian>(mean_.rows(), max_batch);
  }
  Index outputs() const override { return mean_.rows(); }
  Index action_size() const override { return mean_.rows(); }
  Index parameters() const override { return mean_.rows(); }

  void set(ConstColumns<Scalar> mean, std::span<const Scalar> log_std,
           std::span<const std::uint8_t>) override;

  /// mean + deviation * normal.
  void sample(NoiseSource& noise, SampledActions<Scalar> actions) override;
  /// The mean.
  void mode(SampledActions<Scalar> actions) const override;
  void log_prob(TakenActions<Scalar> actions, std::span<Scalar> log_probs) const override;
  void entropy(std::span<Scalar> entropies) const override;
  void backward(TakenActions<Scalar> actions, std::span<const Scalar> coefficients,
                Scalar entropy_coefficient, MatrixMap<Scalar> d_mean,
                std::span<Scalar> d_log_std) const override;
  void backward_sample(ConstColumns<Scalar> d_actions, MatrixMap<Scalar> d_mean,
                       std::span<Scalar> d_log_std) const override;
  std::vector<Scalar> summary() const override { return {mean_.data(), mean_.data() + mean_.rows()}; }
  std::optional<Scalar> deviation(std::span<const Scalar> log_std) const override;

 private:
  Matrix<Scalar> mean_, normals_;  // dimensions x max_batch
  Vector<Scalar> log_std_, std_, inverse_std_;
  Index batch_ = 0;
};

}  // namespace gymkhana
