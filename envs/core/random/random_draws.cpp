// The out-of-line part of random_draws.h.
#include "envs/core/random/random_draws.h"

#include <cmath>
#include <string>

#include "base/error.h"

namespace gymkhana {

int choose_by_weight(std::span<const double> weights, double uniform) {
  double total = 0;
  for (double weight : weights) {
    if (!(weight >= 0)) throw Error("choice: weight " + std::to_string(weight) + " is not a number >= 0");
    total += weight;
  }
  if (!(total > 0) || !std::isfinite(total)) {
    throw Error("choice: the weights sum to " + std::to_string(total) + "; they need a positive, finite sum");
  }
  double sum = 0;
  for (std::size_t i = 0;; ++i) {
    sum += weights[i];
    if (uniform < sum / total) return static_cast<int>(i);  // holds at the end, where sum == total
  }
}

void throw_empty_interval(std::int64_t low, std::int64_t high) {
  throw Error("no integer to draw from [" + std::to_string(low) + ", " + std::to_string(high) +
              "): low must be below high");
}

}  // namespace gymkhana
