// Where Python and numpy round differently from C++: squares, and single-precision cosines and sines.
#pragma once

#include <cmath>
#include <initializer_list>

namespace gymkhana {

/// std::pow, compiled where the compiler cannot see the exponent and put x * x in its place.
double python_power(double base, double exponent);

/// x ** 2, for which Python calls pow, at about the cost of x * x. The two round differently once in a
/// thousand times, and a chaotic environment shows it after some hundred steps.
///
/// glibc's pow errs by less than 0.52 units in the last place (for squares between 1e-30 and 1e30), so it can
/// only differ where the exact square lies at least 0.48 units away from x * x. Stretched by 1.05, such a
/// distance exceeds half a unit and moves the sum.
inline double python_square(double x) {
  const double square = x * x;
  const double error = std::fma(x, x, -square);  // exact
  if (square + 1.05 * error == square) [[likely]]
    return square;
  return python_power(x, 2);
}

/// np.cos and np.sin of a float32 between -pi/4 and pi/4: minimax polynomials, not always the nearest float.
inline float numpy_cos(float x) {
  const float x2 = x * x;
  float sum = 0x1.98e616p-16f;
  for (const float coefficient : {-0x1.6c06dcp-10f, 0x1.55553cp-5f, -0.5f, 1.f}) {
    sum = std::fma(sum, x2, coefficient);
  }
  return sum;
}
inline float numpy_sin(float x) {
  const float x2 = x * x;
  float sum = 0x1.7d3bbcp-19f;
  for (const float coefficient : {-0x1.a06bbap-13f, 0x1.11119ap-7f, -0x1.555556p-3f}) {
    sum = std::fma(sum, x2, coefficient);
  }
  return std::fma(sum * x2, x, x);
}

}  // namespace gymkhana
