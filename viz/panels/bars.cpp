#include "viz/panels/bars.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>
#include <iterator>

#include "envs/core/picture/palette.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kRow = 19, kLowRow = 14;     // points from bar to bar
constexpr double kBar = 11;                   // points
constexpr double kNames = 84, kNumbers = 46;  // points, left and right of the bars
constexpr double kHeading = 22;
constexpr std::size_t kEnough = 8;  // bars; where there are more, the last ones may be left out

std::string name_of(const EnvSpec& spec, int action) {
  const auto known = static_cast<int>(spec.action_names.size());
  return action < known ? spec.action_names[action] : "action " + std::to_string(action);
}

// Values that are not finite belong to actions that are impossible, or were never tried.
BarChart value_bars(const std::vector<float>& values, const EnvSpec& spec) {
  BarChart chart{.title = "action values"};
  std::vector<float> known;
  std::ranges::copy_if(values, std::back_inserter(known), [](float value) { return std::isfinite(value); });
  const auto [low, high] = known.empty() ? std::ranges::min_max_result<float>{} : std::ranges::minmax(known);
  const float spread = high - low;
  const std::vector<std::string> texts = numbers_apart({values.begin(), values.end()});
  for (int i = 0; i < static_cast<int>(values.size()); ++i) {
    const double share = spread > 0 ? 0.08 + 0.92 * (values[i] - low) / spread : 1;
    const bool possible = std::isfinite(values[i]);
    chart.bars.push_back({name_of(spec, i), possible ? share : 0, texts[i], possible && values[i] == high});
  }
  return chart;
}

std::string three_digits(double probability) {
  return fmt::format("{:.3f}", probability);
}

BarChart probability_bars(const std::vector<float>& policy, const EnvSpec& spec) {
  BarChart chart{.title = "action probabilities"};
  const float best = *std::max_element(policy.begin(), policy.end());
  for (int i = 0; i < static_cast<int>(policy.size()); ++i) {
    chart.bars.push_back({name_of(spec, i), policy[i], three_digits(policy[i]), policy[i] == best});
  }
  return chart;
}

BarChart continuous_bars(const std::vector<float>& means, const EnvSpec& spec) {
  BarChart chart{.title = "mean action", .two_sided = true};
  const auto& box = std::get<Box>(spec.action);
  for (int i = 0; i < static_cast<int>(means.size()); ++i) {
    const double bound = std::max(std::abs(low_of(box, i)), std::abs(high_of(box, i)));
    const double share = std::isfinite(bound) && bound > 0 ? means[i] / bound : means[i];
    chart.bars.push_back({name_of(spec, i), std::clamp(share, -1.0, 1.0), short_number(means[i]), true});
  }
  return chart;
}

void draw_bar(Canvas& canvas, const BarChart& chart, const Bar& bar, double left, double width, double low) {
  const Color color = bar.best ? palette::orange : palette::sky;
  canvas.rectangle({left, low}, {left + width, low + kBar}, palette::mist);
  const double zero = chart.two_sided ? left + width / 2 : left;
  const double reach = bar.share * (chart.two_sided ? width / 2 : width);
  if (reach != 0) {
    canvas.rectangle({std::min(zero, zero + reach), low}, {std::max(zero, zero + reach), low + kBar}, color);
  }
  if (chart.two_sided) canvas.line({zero, low}, {zero, low + kBar}, 1, palette::slate);
}

}  // namespace

BarChart action_bars(const Insight& insight, const EnvSpec& spec) {
  const bool continuous = std::holds_alternative<Box>(spec.action);
  if (!insight.action_values.empty()) return value_bars(insight.action_values, spec);
  if (insight.policy.empty()) return {};
  return continuous ? continuous_bars(insight.policy, spec) : probability_bars(insight.policy, spec);
}

double height_of(const BarChart& chart) {
  return chart.bars.empty() ? 0 : kHeading + kRow * static_cast<double>(chart.bars.size());
}

double least_height_of(const BarChart& chart) {
  const std::size_t rows = std::min(chart.bars.size(), kEnough);
  return chart.bars.empty() ? 0 : kHeading + kLowRow * static_cast<double>(rows);
}

void draw_bars(Canvas& canvas, const Area& area, const BarChart& chart) {
  canvas.text({0, area.height - kLabel}, kLabel, chart.title, palette::slate);
  double names = 0;
  for (const Bar& bar : chart.bars) names = std::max(names, shown_width(kLabel, bar.name));
  const double most = std::min(kNames, 0.4 * area.width);
  names = std::min(names, most) + kGap;
  const double width = area.width - names - kNumbers, room = area.height - kHeading;
  const std::size_t count = chart.bars.size();
  const double row = std::floor(std::clamp(room / static_cast<double>(count), kLowRow, kRow));
  const std::size_t rows = static_cast<std::size_t>(std::max(0.0, (room + 1) / row));
  const std::size_t shown = rows >= count ? count : std::max<std::size_t>(rows, 1) - 1;
  double low = room - kBar;
  for (std::size_t i = 0; i < shown; ++i) {
    const Bar& bar = chart.bars[i];
    const double base = low + (kBar - kLabel) / 2;
    canvas.text({0, base}, kLabel, fitted(bar.name, kLabel, most), palette::ink);
    draw_bar(canvas, chart, bar, names, width, low);
    text_to(canvas, {area.width, base}, kLabel, bar.text, palette::ink);
    low -= row;
  }
  if (shown < count) {
    canvas.text({0, low}, kLabel, "and " + std::to_string(count - shown) + " more", palette::slate);
  }
}

}  // namespace gymkhana::viz
