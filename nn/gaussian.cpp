// Independent normals with deviations of their own.
#include "nn/gaussian.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.h"

namespace gymkhana {

template <class Scalar>
Gaussian<Scalar>::Gaussian(Index dimensions, Index max_batch)
    : mean_(dimensions, max_batch), log_std_(dimensions), std_(dimensions), inverse_std_(dimensions) {}

template <class Scalar>
void Gaussian<Scalar>::set(ConstColumns<Scalar> mean, ConstVectorRef<Scalar> log_std) {
  if (mean.rows() != mean_.rows() || mean.cols() > mean_.cols() || log_std.size() != mean_.rows())
    throw Error("means or deviations do not fit the head; give dimensions x batch");
  batch_ = mean.cols();
  std::copy_n(mean.data(), mean.size(), mean_.data());
  log_std_ = log_std;
  for (Index k = 0; k < log_std_.size(); ++k) {
    std_[k] = std::exp(log_std_[k]);
    inverse_std_[k] = 1 / std_[k];
  }
}

template <class Scalar>
void Gaussian<Scalar>::sample(ConstColumns<Scalar> normals, MatrixMap<Scalar> actions) const {
  for (Index i = 0; i < batch_; ++i)
    for (Index k = 0; k < mean_.rows(); ++k) actions(k, i) = mean_(k, i) + std_[k] * normals(k, i);
}

template <class Scalar>
void Gaussian<Scalar>::mode(MatrixMap<Scalar> actions) const {
  std::copy_n(mean_.data(), mean_.rows() * batch_, actions.data());
}

// log p(a) = sum_k -((a_k - mean_k) / std_k)^2 / 2 - log std_k - log(2 pi) / 2.
template <class Scalar>
void Gaussian<Scalar>::log_prob(ConstColumns<Scalar> actions, std::span<Scalar> log_probs) const {
  static const Scalar half_log_two_pi = static_cast<Scalar>(0.5 * std::log(2 * std::numbers::pi));
  for (Index i = 0; i < batch_; ++i) {
    Scalar sum = 0;
    for (Index k = 0; k < mean_.rows(); ++k) {
      const Scalar z = (actions(k, i) - mean_(k, i)) * inverse_std_[k];
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
void Gaussian<Scalar>::backward(ConstColumns<Scalar> actions, std::span<const Scalar> coefficients,
                                Scalar entropy_coefficient, MatrixMap<Scalar> d_mean,
                                VectorRef<Scalar> d_log_std) const {
  for (Index i = 0; i < batch_; ++i) {
    for (Index k = 0; k < mean_.rows(); ++k) {
      const Scalar z = (actions(k, i) - mean_(k, i)) * inverse_std_[k];
      d_mean(k, i) = coefficients[i] * z * inverse_std_[k];
      d_log_std[k] += coefficients[i] * (z * z - 1) + entropy_coefficient;
    }
  }
}

template class Gaussian<float>;
template class Gaussian<double>;

}  // namespace gymkhana
