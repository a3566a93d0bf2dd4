// Schedules: values, and how they are written.
#include "nn/schedule.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/core.h>
#include <optional>
#include <vector>

#include "base/error.h"

namespace gymkhana {
namespace {

std::string written(double value) {
  char buffer[32];
  const double size = std::abs(value);
  const auto format =
      size == 0 || (size >= 1e-4 && size < 1e9) ? std::chars_format::fixed : std::chars_format::scientific;
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, format).ptr};
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

/// The numbers of "A_B_C"; nothing when one of them is none.
std::optional<std::vector<double>> numbers(std::string_view text) {
  std::vector<double> values;
  while (true) {
    const std::size_t end = std::min(text.find('_'), text.size());
    const std::optional<double> value = number(text.substr(0, end));
    if (!value) return std::nullopt;
    values.push_back(*value);
    if (end == text.size()) return values;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Schedule Schedule::exponential(double start, double end) {
  if (!(start > 0 && end > 0)) throw Error("an exponential schedule goes between two numbers above 0");
  return {Shape::exponential, start, end, 1};
}

Schedule Schedule::ramp(double start, double end, double fraction) {
  if (!(fraction > 0 && fraction <= 1))
    throw Error("a ramp takes a fraction of the training above 0 and up to 1");
  return {Shape::ramp, start, end, fraction};
}

Schedule Schedule::parse(std::string_view text) {
  if (const auto value = number(text)) return *value;
  const std::size_t end = std::min(text.find('_'), text.size());
  const std::string_view shape = text.substr(0, end);
  const auto values = numbers(text.substr(std::min(end + 1, text.size())));
  const std::size_t count = values ? values->size() : 0;
  if (shape == "lin" && count == 1) return linear((*values)[0]);
  if (shape == "exp" && count == 2) return exponential((*values)[0], (*values)[1]);
  if (shape == "ramp" && count == 3) return ramp((*values)[0], (*values)[1], (*values)[2]);
  throw Error(fmt::format(
      "\"{}\" is not a schedule; write 0.001, lin_0.001, exp_START_END or ramp_START_END_FRACTION", text));
}

std::string Schedule::text() const {
  switch (shape_) {
    case Shape::linear:
      return fmt::format("lin_{}", written(start_));
    case Shape::exponential:
      return fmt::format("exp_{}_{}", written(start_), written(end_));
    case Shape::ramp:
      return fmt::format("ramp_{}_{}_{}", written(start_), written(end_), written(fraction_));
    default:
      return written(start_);
  }
}

double Schedule::operator()(double progress_remaining) const {
  const double done = 1 - std::clamp(progress_remaining, 0.0, 1.0);
  if (shape_ == Shape::linear) return start_ * (1 - done);
  if (shape_ == Shape::exponential) return start_ * std::pow(end_ / start_, done);
  if (shape_ == Shape::ramp) {
    const double share = std::min(done / fraction_, 1.0);
    return start_ * (1 - share) + end_ * share;
  }
  return start_;
}

}  // namespace gymkhana
