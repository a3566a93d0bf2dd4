#include "experiments/plots/interval_plot.h"

#include <algorithm>

#include "experiments/plots/axis.h"
#include "experiments/plots/numbers.h"
#include "experiments/plots/svg.h"

namespace gymkhana {
namespace {

constexpr double kWidth = 680, kRight = 190, kTop = 52, kRow = 30, kBelow = 46;

double left_of(const IntervalPlot& plot) {
  std::size_t longest = 0;
  for (const IntervalRow& row : plot.rows) longest = std::max(longest, row.label.size());
  return std::clamp(24 + 7.0 * static_cast<double>(longest), 90.0, 300.0);
}

Axis axis_of(const IntervalPlot& plot) {
  if (plot.range) return make_axis(plot.range->low, plot.range->high, 5);
  std::vector<double> all;
  for (const IntervalRow& row : plot.rows) {
    all.insert(all.end(), row.dots.begin(), row.dots.end());
    all.push_back(row.estimate.value);
    if (row.estimate.bounds) {
      all.push_back(row.estimate.bounds->low);
      all.push_back(row.estimate.bounds->high);
    }
  }
  if (plot.level) all.push_back(*plot.level);
  const auto [low, high] = std::minmax_element(all.begin(), all.end());
  return make_axis(*low, *high, 5);
}

}  // namespace

std::string draw(const IntervalPlot& plot) {
  const double left = left_of(plot), right = kWidth - kRight;
  const double bottom = kTop + kRow * static_cast<double>(plot.rows.size());
  const Axis axis = axis_of(plot);
  const auto px = [&](double value) { return left + axis.share(value) * (right - left); };
  Svg svg(kWidth, bottom + kBelow, plot.title);
  svg.text(16, 22, plot.title, TextAnchor::start, "heading");
  for (const double tick : axis.ticks) {
    svg.line(px(tick), kTop, px(tick), bottom, "grid");
    svg.text(px(tick), bottom + 18, tick_text(tick), TextAnchor::middle, "faint");
  }
  svg.line(left, bottom, right, bottom, "axis");
  svg.text((left + right) / 2, bottom + 37, plot.x_label, TextAnchor::middle);
  if (plot.level) {
    svg.line(px(*plot.level), kTop, px(*plot.level), bottom, "level");
    svg.text(px(*plot.level), kTop - 6, plot.level_label, TextAnchor::middle, "faint");
  }
  double y = kTop + kRow / 2;
  for (const IntervalRow& row : plot.rows) {
    svg.text(left - 12, y + 4, row.label, TextAnchor::end);
    if (const auto& bounds = row.estimate.bounds)
      svg.line(px(bounds->low), y, px(bounds->high), y, "bar " + line_class(row.style));
    for (const double dot : row.dots)
      svg.circle(px(dot), y, 3, "dot " + fill_class(row.style), plain_text(dot));
    svg.line(px(row.estimate.value), y - 8, px(row.estimate.value), y + 8, "tick " + line_class(row.style));
    svg.text(right + 10, y + 4, estimate_text(row.estimate), TextAnchor::start, "faint");
    y += kRow;
  }
  return svg.str();
}

}  // namespace gymkhana
