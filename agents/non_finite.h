// When numbers stop being numbers: how an agent says so.
#pragma once

#include <cstdint>
#include <string>

#include "base/error.h"

namespace gymkhana {

/// Thrown by Agent::learn() before NaN or infinity reaches the weights, which are still those
/// of the last good gradient step.
class NonFinite : public Error {
 public:
  /// `metric` is the quantity that failed ("train/loss"), `update` the number of updates before this one.
  NonFinite(const std::string& metric, std::int64_t update)
      : Error(metric + " is not finite in update " + std::to_string(update) +
              "; try a lower learning_rate or a smaller max_grad_norm, and look for huge rewards or "
              "observations"),
        metric(metric),
        update(update) {}

  std::string metric;
  std::int64_t update;
};

}  // namespace gymkhana
