// Helpers of the network tests: finite differences and a small stream of numbers.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>

#include <doctest/doctest.h>

#include "nn/matrix.h"

namespace gymkhana {

/// Uniform numbers in [0, 1) from a fixed linear congruence (Knuth's MMIX).
class TestNumbers {
 public:
  explicit TestNumbers(std::uint64_t seed = 1) : state_(seed) {}

  double uniform() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state_ >> 11) * 0x1.0p-53;
  }
  double normal() {
    return std::sqrt(-2 * std::log(1 - uniform())) * std::cos(6.283185307179586 * uniform());
  }

  template <class Scalar = double>
  Matrix<Scalar> normals(Index rows, Index columns) {
    Matrix<Scalar> matrix(rows, columns);
    for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<Scalar>(normal());
    return matrix;
  }

 private:
  std::uint64_t state_;
};

/// Checks dL/dx, given at `gradient`, against central differences of loss() in each of the `count` numbers at
/// x.
inline void check_gradient(const std::function<double()>& loss, double* x, const double* gradient,
                           Index count) {
  constexpr double step = 1e-5;
  for (Index i = 0; i < count; ++i) {
    const double middle = x[i];
    x[i] = middle + step;
    const double above = loss();
    x[i] = middle - step;
    const double below = loss();
    x[i] = middle;
    CAPTURE(i);
    CHECK(gradient[i] == doctest::Approx((above - below) / (2 * step)).epsilon(1e-6).scale(1));
  }
}

}  // namespace gymkhana
