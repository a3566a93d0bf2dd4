#include "nn/beta.h"

#include <cmath>

#include "base/error.h"
#include "nn/special.h"

namespace gymkhana {
namespace {

double softplus(double x) {
  return x > 30 ? x : std::log1p(std::exp(x));
}

double sigmoid(double x) {
  return 1 / (1 + std::exp(-x));
}

double log_beta(double a, double b) {
  return log_gamma(a) + log_gamma(b) - log_gamma(a + b);
}

}  // namespace

double draw_gamma(double shape, NoiseSource& noise, Index sample) {
  if (!std::isfinite(shape)) return shape;
  const double d = shape - 1.0 / 3, c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = noise.normal(sample), cube = 1 + c * x, v = cube * cube * cube;
    if (v <= 0) continue;
    if (std::log(1 - noise.uniform(sample)) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

template <class Scalar>
Beta<Scalar>::Beta(const Vector<Scalar>& low, const Vector<Scalar>& high, Index max_batch)
    : low_(low),
      high_(high),
      width_(high - low),
      a_(low.size(), max_batch),
      b_(low.size(), max_batch),
      slope_a_(low.size(), max_batch),
      slope_b_(low.size(), max_batch) {}

template <class Scalar>
void Beta<Scalar>::set(ConstColumns<Scalar> outputs, std::span<const Scalar>, std::span<const std::uint8_t>) {
  const Index n = low_.size();
  if (outputs.rows() != 2 * n || outputs.cols() > a_.cols())
    throw Error("outputs do not fit the beta head; give 2 dimensions x batch");
  batch_ = outputs.cols();
  for (Index i = 0; i < batch_; ++i) {
    for (Index k = 0; k < n; ++k) {
      a_(k, i) = 1 + softplus(outputs(k, i));
      b_(k, i) = 1 + softplus(outputs(n + k, i));
      slope_a_(k, i) = sigmoid(outputs(k, i));
      slope_b_(k, i) = sigmoid(outputs(n + k, i));
    }
  }
}

template <class Scalar>
void Beta<Scalar>::sample(NoiseSource& noise, SampledActions<Scalar> actions) {
  const Index n = low_.size();
  for (Index i = 0; i < batch_; ++i) {
    for (Index k = 0; k < n; ++k) {
      const double a = draw_gamma(a_(k, i), noise, i), b = draw_gamma(b_(k, i), noise, i);
      actions.values[i * n + k] = low_[k] + width_[k] * static_cast<Scalar>(a / (a + b));
    }
  }
}

template <class Scalar>
void Beta<Scalar>::mode(SampledActions<Scalar> actions) const {
  const Index n = low_.size();
  for (Index i = 0; i < batch_; ++i)
    for (Index k = 0; k < n; ++k) actions.values[i * n + k] = mean(k, i);
}

template <class Scalar>
std::vector<Scalar> Beta<Scalar>::summary() const {
  std::vector<Scalar> means;
  for (Index k = 0; k < low_.size(); ++k) means.push_back(mean(k, 0));
  return means;
}

// log p = (a - 1) log u + (b - 1) log(1 - u) - log B(a, b) - log width.
template <class Scalar>
void Beta<Scalar>::log_prob(TakenActions<Scalar> actions, std::span<Scalar> log_probs) const {
  for (Index i = 0; i < batch_; ++i) {
    double sum = 0;
    for (Index k = 0; k < low_.size(); ++k) {
      const double u = share(actions, k, i), a = a_(k, i), b = b_(k, i);
      sum += (a - 1) * std::log(u) + (b - 1) * std::log1p(-u) - log_beta(a, b) - std::log(double(width_[k]));
    }
    log_probs[i] = static_cast<Scalar>(sum);
  }
}

// H = log B(a, b) - (a - 1) psi(a) - (b - 1) psi(b) + (a + b - 2) psi(a + b) + log width.
template <class Scalar>
void Beta<Scalar>::entropy(std::span<Scalar> entropies) const {
  for (Index i = 0; i < batch_; ++i) {
    double sum = 0;
    for (Index k = 0; k < low_.size(); ++k) {
      const double a = a_(k, i), b = b_(k, i);
      sum += log_beta(a, b) - (a - 1) * digamma(a) - (b - 1) * digamma(b) + (a + b - 2) * digamma(a + b) +
             std::log(double(width_[k]));
    }
    entropies[i] = static_cast<Scalar>(sum);
  }
}

// d log p / da = log u - psi(a) + psi(a + b); dH / da = (a + b - 2) psi'(a + b) - (a - 1) psi'(a); b alike.
template <class Scalar>
void Beta<Scalar>::backward(TakenActions<Scalar> actions, std::span<const Scalar> coefficients,
                            Scalar entropy_coefficient, MatrixMap<Scalar> d_outputs,
                            std::span<Scalar>) const {
  const Index n = low_.size();
  const double h = entropy_coefficient;
  for (Index i = 0; i < batch_; ++i) {
    const double c = coefficients[i];
    for (Index k = 0; k < n; ++k) {
      const double u = share(actions, k, i), a = a_(k, i), b = b_(k, i);
      const double common = c * digamma(a + b) + (h == 0 ? 0 : h * (a + b - 2) * trigamma(a + b));
      const double own_a = c * (std::log(u) - digamma(a)) - (h == 0 ? 0 : h * (a - 1) * trigamma(a));
      const double own_b = c * (std::log1p(-u) - digamma(b)) - (h == 0 ? 0 : h * (b - 1) * trigamma(b));
      d_outputs(k, i) = static_cast<Scalar>((common + own_a) * slope_a_(k, i));
      d_outputs(n + k, i) = static_cast<Scalar>((common + own_b) * slope_b_(k, i));
    }
  }
}

template class Beta<float>;
template class Beta<double>;

}  // namespace gymkhana
