#include "experiments/stats/numbers.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

namespace gymkhana {
namespace {

std::string decimals(double value, int count) {
  if (std::abs(value) >= 1e15) return plain_text(value);
  const std::string text = fmt::format("{:.{}f}", value, count);
  return text.find_first_not_of("-0.") == std::string::npos && text.starts_with("-") ? text.substr(1) : text;
}

}  // namespace

std::string score_text(double score, double scale) {
  return decimals(score, std::abs(scale) < 10 ? 3 : 1);
}

std::string estimate_text(const Estimate& estimate) {
  if (!estimate.bounds) return score_text(estimate.value, estimate.value);
  double width = estimate.bounds->high - estimate.bounds->low;
  if (width <= 1e-9 * std::abs(estimate.value)) width = 0;  // rounding
  const int plain = std::abs(estimate.value) < 10 ? 3 : 1;
  const int telling = width > 0 ? static_cast<int>(std::ceil(-std::log10(width))) + 1 : plain;
  const int count = std::clamp(telling, plain, 6);
  return decimals(estimate.value, count) + " [" + decimals(estimate.bounds->low, count) + ", " +
         decimals(estimate.bounds->high, count) + "]";
}

std::string steps_text(double steps) {
  if (std::isinf(steps)) return "never";
  if (steps >= 1e6) return plain_text(std::round(steps / 1e4) / 100) + " M";
  if (steps >= 1e3) return plain_text(std::round(steps / 100) / 10) + " k";
  return plain_text(std::round(steps));
}

std::string seconds_text(double seconds) {
  if (std::isinf(seconds)) return "never";
  return decimals(seconds, seconds < 1 ? 2 : seconds < 100 ? 1 : 0) + " s";
}

std::string percent_text(double share) {
  return plain_text(std::round(100 * share)) + " %";
}

std::string plain_text(double value) {
  return fmt::format("{:g}", value);
}

}  // namespace gymkhana
