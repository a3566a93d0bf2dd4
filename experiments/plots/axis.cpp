#include "experiments/plots/axis.h"

#include <algorithm>
#include <cmath>

#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

double round_step(double width, int ticks) {
  const double rough = width / ticks;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

}  // namespace

Axis exact_axis(double low, double high, int ticks) {
  Axis axis{low, high, {}};
  const double step = round_step(high - low, ticks);
  const double slack = 1e-9 * (high - low);
  for (double i = std::ceil((low - slack) / step); i * step <= high + slack; ++i) {
    axis.ticks.push_back(i == 0 ? 0 : i * step);
  }
  return axis;
}

Axis make_axis(double low, double high, int ticks) {
  const double largest = std::max(std::abs(low), std::abs(high)), size = largest > 0 ? largest : 1;
  const double margin = high - low > 1e-9 * size ? 0.04 * (high - low) : 0.05 * size;
  return exact_axis(low - margin, high + margin, ticks);
}

std::string tick_text(double value) {
  const double size = std::abs(value);
  if (size >= 1e6) return plain_text(value / 1e6) + " M";
  if (size >= 1e4) return plain_text(value / 1e3) + " k";
  return plain_text(std::round(value * 1e6) / 1e6 + 0.0);  // no "-0"
}

}  // namespace gymkhana
