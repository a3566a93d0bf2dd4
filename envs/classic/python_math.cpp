#include "envs/classic/python_math.h"

namespace gymkhana {

double python_power(double base, double exponent) {
  return std::pow(base, exponent);
}

}  // namespace gymkhana
