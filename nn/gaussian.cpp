// Independent normals with deviations of their own.
#include "nn/gaussian.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.h"

namespace gymkhana {

template <class Scalar>
Gaussian<Scalar>::Gaussian(Index dimensions, Index max_batch)
    : mean_(dimensions, max_batch),
      normals_(dimensions, max_batch),
      log_std_(dimensions),
      std_(dimensions),
      inverse_std_(dimensions) {}

template <class Scalar>
void Gaussian<Scalar>::set(ConstColumns<Scalar> mean, std::span<const Scalar> log_std,
                           std::span<const std::uint8_t>) {
  if (mean.rows() != mean_.rows() || mean.cols() > mean_.cols() ||
      static_cast<Index>(log_std.size()) != mean_.rows())
    throw Error("means or deviations do not fit the head; give dimensions x batch");
  batch_ = mean.cols();
  std::copy_n(mean.data(), mean.size(), mean_.data());
  std::copy(log_std.begin(), log_std.end(), log_std_.begin());
  for (Index k = 0; k < log_std_.size(); ++k) {
    std_[k] = std::exp(log_std_[k]);
    inverse_std_[k] = 1 / std_[k];
  }
}

template <class Scalar>
void Gaussian<Scalar>::sample(NoiseSource& noise, SampledActions<Scalar> actions) {
  MatrixMap<Scalar> chosen(actions.values.data(), mean_.rows(), batch_);
  for (Index i = 0; i < batch_; ++i) {
    for (Index k = 0; k < mean_.rows(); ++k) {
      normals_(k, i) = static_cast<Scalar>(noise.normal(i));
      chosen(k, i) = mean_(k, i) + std_[k] * normals_(k, i);
    }
  }
}

template <class Scalar>
void Gaussian<Scalar>::mode(SampledActions<Scalar> actions) const {
  std::copy_n(mean_.data(), mean_.rows() * batch_, actions.values.data());
}

// log p(a) = sum_k -((a_k - mean_k) / std_k)^2 / 2 - log std_k - log(2 pi) / 2.
template <class Scalar>
void Gaussian<Scalar>::log_prob(TakenActions<Scalar> actions, std::span<Scalar> log_probs) const {
  const ConstMatrixMap<Scalar> taken(actions.values.data(), mean_.rows(), batch_);
  static const Scalar half_log_two_pi = static_cast<Scalar>(0.5 * std::log(2 * std::numbers::pi));
  for (Index i = 0; i < batch_; ++i) {
    Scalar sum = 0;
    for (Index k = 0; k < mean_.rows(); ++k) {
      const Scalar z = (taken(k, i) - mean_(k, i)) * inverse_std_[k];
      sum -= z * z / 2 + log_std_[k] + half_log_two_pi;
    }
    log_probs[i] = sum;
  }
}

// H = sum_k log std_k + log(2 pi e) / 2.
template <class Scalar>
void Gaussian<Scalar>::entropy(std::span<Scalar> entropies) const {
  const double half_log_two_pi_e = 0.5 * std::log(2 * std::numbers::pi * std::numbers::e);
  const Scalar entropy =
      log_std_.sum() + static_cast<Scalar>(half_log_two_pi_e * static_cast<double>(log_std_.size()));
  std::fill_n(entropies.begin(), batch_, entropy);
}

// With z = (a - mean) / std: d log p / dmean = z / std, d log p / dlog_std = z^2 - 1, dH / dlog_std = 1.
template <class Scalar>
void Gaussian<Scalar>::backward(TakenActions<Scalar> actions, std::span<const Scalar> coefficients,
                                Scalar entropy_coefficient, MatrixMap<Scalar> d_mean,
                                std::span<Scalar> d_log_std) const {
  const ConstMatrixMap<Scalar> taken(actions.values.data(), mean_.rows(), batch_);
  for (Index i = 0; i < batch_; ++i) {
    for (Index k = 0; k < mean_.rows(); ++k) {
      const Scalar z = (taken(k, i) - mean_(k, i)) * inverse_std_[k];
      d_mean(k, i) = coefficients[i] * z * inverse_std_[k];
      d_log_std[k] += coefficients[i] * (z * z - 1) + entropy_coefficient;
    }
  }
}

// With a = mean + std * normal: da / dmean = 1, da / dlog_std = std * normal.
template <class Scalar>
void Gaussian<Scalar>::backward_sample(ConstColumns<Scalar> d_actions, MatrixMap<Scalar> d_mean,
                                       std::span<Scalar> d_log_std) const {
  for (Index i = 0; i < batch_; ++i) {
    for (Index k = 0; k < mean_.rows(); ++k) {
      d_mean(k, i) += d_actions(k, i);
      d_log_std[k] += d_actions(k, i) * std_[k] * normals_(k, i);
    }
  }
}

template <class Scalar>
std::optional<Scalar> Gaussian<Scalar>::deviation(std::span<const Scalar> log_std) const {
  return Eigen::Map<const Vector<Scalar>>(log_std.data(), parameters()).array().exp().mean();
}

template class Gaussian<float>;
template class Gaussian<double>;

}  // namespace gymkhana
