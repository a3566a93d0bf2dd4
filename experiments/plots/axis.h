// Axes with round numbers.
#pragma once

#include <string>
#include <vector>

namespace gymkhana {

struct Axis {
  double low = 0, high = 1;   ///< low < high
  std::vector<double> ticks;  ///< within them: multiples of 1, 2 or 5 times a power of ten

  /// 0 at low, 1 at high.
  double share(double value) const { return (value - low) / (high - low); }
};

/// From `low` to `high` with a small margin, or a margin of its own around a single value; about `ticks`
/// ticks.
Axis make_axis(double low, double high, int ticks);

/// Exactly from `low` to `high`.
Axis exact_axis(double low, double high, int ticks);

/// "-150", "0.25", "200 k", "1.5 M".
std::string tick_text(double value);

}  // namespace gymkhana
