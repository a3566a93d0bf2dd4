// Helpers of the network tests: finite differences and a small stream of numbers.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "nn/head.h"

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

/// The same numbers as noise for heads, one stream for all samples.
class TestNoise final : public NoiseSource {
 public:
  explicit TestNoise(std::uint64_t seed = 1) : numbers_(seed) {}
  double uniform(Index) override { return numbers_.uniform(); }
  double normal(Index) override { return numbers_.normal(); }

 private:
  TestNumbers numbers_;
};

/// Says for each sample what a test wants it to.
class GivenNoise final : public NoiseSource {
 public:
  explicit GivenNoise(std::vector<double> numbers) : numbers_(std::move(numbers)) {}
  double uniform(Index sample) override { return numbers_[sample]; }
  double normal(Index) override { return numbers_[next_++]; }  // number by number

 private:
  std::vector<double> numbers_;
  std::size_t next_ = 0;
};

/// The actions in a matrix, a column each.
template <class Scalar>
TakenActions<Scalar> taken(const Matrix<Scalar>& actions) {
  return {.values = {actions.data(), static_cast<std::size_t>(actions.size())}};
}

template <class Scalar>
SampledActions<Scalar> room_in(Matrix<Scalar>& actions) {
  return {.values = {actions.data(), static_cast<std::size_t>(actions.size())}};
}

template <class Scalar>
std::span<Scalar> span_of(Vector<Scalar>& numbers) {
  return {numbers.data(), static_cast<std::size_t>(numbers.size())};
}

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
