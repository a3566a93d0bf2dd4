#include "experiments/plots/line_plot.h"

#include <algorithm>
#include <limits>

#include "experiments/plots/axis.h"
#include "experiments/plots/svg.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

constexpr double kWidth = 680, kLeft = 70, kRight = 24, kTop = 34, kPlotHeight = 250, kBelow = 46,
                 kLegendRow = 20;

struct Bounded {
  double low = std::numeric_limits<double>::infinity(), high = -low;
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
  double width() const { return high - low; }
};

Bounds reach(const Estimate& estimate) {
  return estimate.bounds.value_or(Bounds{estimate.value, estimate.value});
}

// Of the points from the share `from` of each series on.
Bounded y_range(const LinePlot& plot, double from) {
  Bounded range;
  for (const LineSeries& series : plot.series) {
    const auto first = static_cast<std::size_t>(from * static_cast<double>(series.y.size()));
    for (std::size_t i = first; i < series.y.size(); ++i) {
      range.add(reach(series.y[i]).low);
      range.add(reach(series.y[i]).high);
    }
  }
  if (plot.level) range.add(*plot.level);
  return range;
}

// A beginning that dwarfs all that follows is cut off at the edge, which draw_cuts() tells.
Axis y_axis(const LinePlot& plot) {
  const Bounded all = y_range(plot, 0), later = y_range(plot, 0.1);
  const bool dwarfed = later.width() > 0 && all.width() > 4 * later.width();
  const Bounded range = dwarfed ? later : all;
  return make_axis(range.low, range.high, 6);
}

Axis x_axis(const LinePlot& plot) {
  Bounded range;
  if (plot.from_zero) range.add(0);
  for (const LineSeries& series : plot.series) {
    for (const double x : series.x) range.add(x);
  }
  if (range.width() <= 0) return make_axis(range.low, range.low, 7);
  return exact_axis(range.low, range.high, 7);
}

/// Entries in rows that fit the width.
struct Legend {
  struct Entry {
    double x, row;
    const LineSeries* series;
  };
  std::vector<Entry> entries;
  double rows = 1;

  explicit Legend(const std::vector<LineSeries>& all) {
    double x = kLeft;
    for (const LineSeries& series : all) {
      const double width = 40 + 6.8 * static_cast<double>(series.label.size());
      if (x > kLeft && x + width > kWidth - kRight) {
        x = kLeft;
        ++rows;
      }
      entries.push_back({x, rows - 1, &series});
      x += width;
    }
  }
};

/// A plot while it is drawn.
class Drawing {
 public:
  explicit Drawing(const LinePlot& plot)
      : plot_(plot),
        legend_(plot.series),
        x_(x_axis(plot)),
        y_(y_axis(plot)),
        top_(kTop + legend_.rows * kLegendRow),
        svg_(kWidth, top_ + kPlotHeight + kBelow, plot.title) {}

  std::string str() {
    svg_.text(kLeft, 22, plot_.title, TextAnchor::start, "heading");
    draw_legend();
    draw_axes();
    svg_.begin_clip(kLeft, top_, kWidth - kLeft - kRight, kPlotHeight);
    for (const LineSeries& series : plot_.series) draw_band(series);
    for (const LineSeries& series : plot_.series) draw_line(series);
    svg_.end_clip();
    draw_cuts();
    draw_level_label();
    return svg_.str();
  }

 private:
  double px(double x) const { return kLeft + x_.share(x) * (kWidth - kLeft - kRight); }
  double py(double y) const { return top_ + (1 - y_.share(y)) * kPlotHeight; }

  void draw_legend() {
    for (const Legend::Entry& entry : legend_.entries) {
      const double y = kTop + 6 + entry.row * kLegendRow;
      svg_.line(entry.x, y - 4, entry.x + 22, y - 4, "curve " + line_class(entry.series->style));
      svg_.text(entry.x + 28, y, entry.series->label, TextAnchor::start);
    }
  }

  void draw_axes() {
    const double right = kWidth - kRight, bottom = top_ + kPlotHeight;
    for (const double tick : y_.ticks) {
      svg_.line(kLeft, py(tick), right, py(tick), "grid");
      svg_.text(kLeft - 8, py(tick) + 4, tick_text(tick), TextAnchor::end, "faint");
    }
    for (const double tick : x_.ticks) {
      svg_.line(px(tick), bottom, px(tick), bottom + 5, "axis");
      svg_.text(px(tick), bottom + 18, tick_text(tick), TextAnchor::middle, "faint");
    }
    svg_.line(kLeft, bottom, right, bottom, "axis");
    svg_.text((kLeft + right) / 2, bottom + 37, plot_.x_label, TextAnchor::middle);
    svg_.text_upwards(18, top_ + kPlotHeight / 2, plot_.y_label);
    if (plot_.level) svg_.line(kLeft, py(*plot_.level), right, py(*plot_.level), "level");
  }

  void draw_cuts() {
    const Bounded all = y_range(plot_, 0);
    const auto tell = [&](const char* words, double value, double y) {
      svg_.text(kLeft + 6, y, words + score_text(value, value), TextAnchor::start, "faint halo");
    };
    if (all.low < y_.low) tell("begins lower, at ", all.low, top_ + kPlotHeight - 6);
    if (all.high > y_.high) tell("begins higher, at ", all.high, top_ + 14);
  }

  // Above or below its line, at the left or the right end: where the fewest curves pass.
  void draw_level_label() {
    if (!plot_.level) return;
    const double width = 7 * static_cast<double>(plot_.level_label.size()), level = py(*plot_.level);
    double fewest = std::numeric_limits<double>::infinity();
    SvgPoint best;
    for (const double y : {level - 5, level + 14}) {
      if (y - 12 < top_ || y + 4 > top_ + kPlotHeight) continue;
      for (const double x : {kLeft + 6, kWidth - kRight - 6 - width}) {
        const double passing = curve_within(x, x + width, y - 12, y + 4);
        if (passing < fewest) best = {x, y};
        fewest = std::min(fewest, passing);
      }
    }
    svg_.text(best.first, best.second, plot_.level_label, TextAnchor::start, "faint halo");
  }

  // Pixels, along the x axis, that curves spend within a rectangle.
  double curve_within(double left, double right, double top, double bottom) const {
    double pixels = 0;
    for (const LineSeries& series : plot_.series) {
      for (std::size_t i = 1; i < series.x.size(); ++i) {
        const SvgPoint a{px(series.x[i - 1]), py(series.y[i - 1].value)},
            b{px(series.x[i]), py(series.y[i].value)};
        for (double x = std::max(a.first, left); x < std::min(b.first, right); ++x) {
          const double y = a.second + (b.second - a.second) * (x - a.first) / (b.first - a.first);
          pixels += y > top && y < bottom;
        }
      }
    }
    return pixels;
  }

  void draw_band(const LineSeries& series) {
    SvgPoints outline;
    for (std::size_t i = 0; i < series.x.size(); ++i) {
      if (series.y[i].bounds) outline.emplace_back(px(series.x[i]), py(series.y[i].bounds->high));
    }
    for (std::size_t i = series.x.size(); i-- > 0;) {
      if (series.y[i].bounds) outline.emplace_back(px(series.x[i]), py(series.y[i].bounds->low));
    }
    if (!outline.empty()) svg_.polygon(outline, "band " + fill_class(series.style));
  }

  void draw_line(const LineSeries& series) {
    SvgPoints points;
    for (std::size_t i = 0; i < series.x.size(); ++i)
      points.emplace_back(px(series.x[i]), py(series.y[i].value));
    if (points.size() == 1) svg_.circle(points[0].first, points[0].second, 4, fill_class(series.style));
    if (points.size() > 1) svg_.polyline(points, "curve " + line_class(series.style));
  }

  const LinePlot& plot_;
  Legend legend_;
  Axis x_, y_;
  double top_;
  Svg svg_;
};

}  // namespace

std::string draw(const LinePlot& plot) {
  return Drawing(plot).str();
}

}  // namespace gymkhana
