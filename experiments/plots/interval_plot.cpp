#include "experiments/plots/interval_plot.h"

#include <algorithm>

#include "experiments/plots/axis.h"
#include "experiments/plots/svg.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

// A report's page has columns of 680; a picture that is wider for its words' sake is scaled down there.
constexpr double kIntervalsWidth = 680, kPlot = 280, kIntervalsTop = 52, kRow = 30, kBelowIntervals = 46;
constexpr double kCharacter = 7, kHeadingCharacter = 8, kMargin = 16;

double width_of(const std::string& text) {
  return kCharacter * static_cast<double>(text.size());
}

/// From left to right: labels, the plotting area, the estimates in words.
struct Columns {
  double left = 90, right, width;  ///< where the area begins and ends, and where the picture ends

  explicit Columns(const IntervalPlot& plot) {
    double words = 190;
    for (const IntervalRow& row : plot.rows) {
      left = std::max(left, width_of(row.label) + 24);
      words = std::max(words, 10 + width_of(estimate_text(row.estimate)) + kMargin);
    }
    const double title = kHeadingCharacter * static_cast<double>(plot.title.size()) + 2 * kMargin;
    width = std::max({kIntervalsWidth, left + kPlot + words, title});
    right = width - words;
  }
};

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
  const Columns columns(plot);
  const double left = columns.left, right = columns.right;
  const double bottom = kIntervalsTop + kRow * static_cast<double>(plot.rows.size());
  const Axis axis = axis_of(plot);
  const auto px = [&](double value) { return left + axis.share(value) * (right - left); };
  Svg svg(columns.width, bottom + kBelowIntervals, plot.title);
  svg.text(kMargin, 22, plot.title, TextAnchor::start, "heading");
  for (const double tick : axis.ticks) {
    svg.line(px(tick), kIntervalsTop, px(tick), bottom, "grid");
    svg.text(px(tick), bottom + 18, tick_text(tick), TextAnchor::middle, "faint");
  }
  svg.line(left, bottom, right, bottom, "axis");
  svg.text((left + right) / 2, bottom + 37, plot.x_label, TextAnchor::middle);
  if (plot.level) {
    svg.line(px(*plot.level), kIntervalsTop, px(*plot.level), bottom, "level");
    svg.text(px(*plot.level), kIntervalsTop - 6, plot.level_label, TextAnchor::middle, "faint");
  }
  double y = kIntervalsTop + kRow / 2;
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
