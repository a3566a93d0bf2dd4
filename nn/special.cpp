#include "nn/special.h"

#include <cmath>
#include <numbers>

namespace gymkhana {
namespace {

constexpr double kLarge = 8;  // from here on few terms of the series are enough

}  // namespace

double log_gamma(double x) {
  double product = 1;
  for (; x < kLarge; x += 1) product *= x;
  const double r = 1 / (x * x);
  const double series =
      (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188))))) / x;
  return (x - 0.5) * std::log(x) - x + 0.5 * std::log(2 * std::numbers::pi) + series - std::log(product);
}

double digamma(double x) {
  double sum = 0;
  for (; x < kLarge; x += 1) sum -= 1 / x;
  const double r = 1 / (x * x);
  const double series =
      r *
      (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132 - r * 691 / 32760)))));
  return sum + std::log(x) - 0.5 / x - series;
}

double trigamma(double x) {
  double sum = 0;
  for (; x < kLarge; x += 1) sum += 1 / (x * x);
  const double r = 1 / (x * x);
  const double series =
      r / x * (1.0 / 6 - r * (1.0 / 30 - r * (1.0 / 42 - r * (1.0 / 30 - r * (5.0 / 66 - r * 691 / 2730)))));
  return sum + 1 / x + r / 2 + series;
}

}  // namespace gymkhana
