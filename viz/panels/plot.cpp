#include "viz/panels/plot.h"

#include <algorithm>
#include <cmath>

#include "envs/core/picture/palette.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kHead = 18, kFoot = 16, kScale = 50;  // points around the box
constexpr double kNarrow = 200;      // points: narrower plots leave no more room for numbers than these need
constexpr double kNameShare = 0.42;  // of the width of a plot of one line

struct Range {
  double low = 1e300, high = -1e300;
  bool flat = false;  // around one number

  void include(double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  bool empty() const { return low > high; }
  // A curve that does not move, or by rounding alone, lies in the middle.
  void open() {
    if (high - low > 1e-6 * std::max(std::abs(low), std::abs(high))) return;
    const double room = std::max(1.0, 0.1 * std::abs(low));
    low -= room;
    high += room;
    flat = true;
  }
};

/// Where things are: data to points of the canvas.
struct Frame {
  Range x, y;
  Area box;  // y upwards here: top is its lower edge

  double at_x(double value) const { return box.left + box.width * (value - x.low) / (x.high - x.low); }
  double at_y(double value) const { return box.top + box.height * (value - y.low) / (y.high - y.low); }
};

// The numbers beside the box, from above: its two ends, or the only number that there is.
std::vector<std::string> numbers_of(const Range& range) {
  if (range.flat) return {short_number((range.low + range.high) / 2)};
  return numbers_apart({range.high, range.low});
}

double room_for_numbers(const Area& area, const Range& range) {
  if (area.width >= kNarrow) return kScale;
  if (range.empty()) return 0;
  double width = 0;
  for (const std::string& number : numbers_of(range)) width = std::max(width, shown_width(kLabel, number));
  return kGap / 2 + width;
}

Frame frame_of(const Area& area, const Plot& plot) {
  Frame frame;
  for (const Curve& curve : plot.curves) {
    for (const Point& p : curve.points) {
      if (!std::isfinite(p.y)) continue;
      frame.x.include(p.x);
      frame.y.include(p.y);
    }
  }
  if (plot.end && !frame.x.empty()) frame.x.include(*plot.end);
  if (!frame.x.empty()) frame.x.open(), frame.y.open();
  frame.box = {0, kFoot, area.width - room_for_numbers(area, frame.y), area.height - kHead - kFoot};
  return frame;
}

void draw_edges(Canvas& canvas, const Area& box) {
  canvas.line({0, box.top}, {box.width, box.top}, 1, palette::mist);
  canvas.line({0, box.top + box.height}, {box.width, box.top + box.height}, 1, palette::mist);
}

void draw_numbers(Canvas& canvas, const Frame& frame, double right) {
  const std::vector<std::string> numbers = numbers_of(frame.y);
  const auto count = static_cast<double>(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const double share = count > 1 ? 1 - static_cast<double>(i) / (count - 1) : 0.5;
    const double y = frame.box.top + share * frame.box.height - kLabel / 2;
    text_to(canvas, {right, y}, kLabel, numbers[i], palette::ink);
  }
}

void draw_note(Canvas& canvas, const Area& box, const std::string& note) {
  const std::string words = fitted(note, kLabel, box.width);
  canvas.text({(box.width - shown_width(kLabel, words)) / 2, box.top + (box.height - kLabel) / 2}, kLabel,
              words, palette::slate);
}

std::string last_number(const Curve& curve) {
  const auto known =
      std::find_if(curve.points.rbegin(), curve.points.rend(), [](Point p) { return std::isfinite(p.y); });
  return known == curve.points.rend() ? "-" : short_number(known->y);
}

void draw_threshold(Canvas& canvas, const Frame& frame, double threshold) {
  if (threshold < frame.y.low || threshold > frame.y.high) return;
  const double y = frame.at_y(threshold);
  for (double x = 0; x < frame.box.width; x += 8) {
    canvas.line({x, y}, {std::min(x + 3, frame.box.width), y}, 1, palette::slate);
  }
}

void draw_cursor(Canvas& canvas, const Frame& frame, double at) {
  const double x = frame.at_x(std::clamp(at, frame.x.low, frame.x.high));
  canvas.line({x, frame.box.top}, {x, frame.box.top + frame.box.height}, 1, palette::slate);
}

void draw_curve(Canvas& canvas, const Frame& frame, const Curve& curve) {
  const auto room = static_cast<std::size_t>(std::max(frame.box.width, 16.0));
  const std::vector<Point> points = thinned(curve.points, room);
  const auto place = [&](Point p) { return Point{frame.at_x(p.x), frame.at_y(p.y)}; };
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    if (!std::isfinite(points[i].y) || !std::isfinite(points[i + 1].y)) continue;
    canvas.line(place(points[i]), place(points[i + 1]), 1.6, curve.color);
  }
  const bool lonely = points.size() == 1 && std::isfinite(points[0].y);
  if (lonely) canvas.circle(place(points[0]), 2, curve.color);
}

}  // namespace

std::vector<Point> thinned(const std::vector<Point>& points, std::size_t most) {
  if (points.size() <= most) return points;
  const std::size_t stretches = std::max<std::size_t>(most / 2, 1);
  std::vector<Point> kept;
  for (std::size_t k = 0; k < stretches; ++k) {
    const auto begin = points.begin() + static_cast<std::ptrdiff_t>(k * points.size() / stretches);
    const auto end = points.begin() + static_cast<std::ptrdiff_t>((k + 1) * points.size() / stretches);
    const auto below = [](const Point& a, const Point& b) { return a.y < b.y; };
    const auto [low, high] = std::minmax_element(begin, end, below);
    kept.push_back(std::min(low, high)[0]);
    if (low != high) kept.push_back(std::max(low, high)[0]);
  }
  kept.back() = points.back();
  return kept;
}

void draw_plot(Canvas& canvas, const Area& area, const Plot& plot) {
  canvas.text({0, area.height - kLabel}, kLabel, fitted(plot.title, kLabel, area.width), palette::slate);
  const Frame frame = frame_of(area, plot);
  const Area& box = frame.box;
  if (box.height < 10) return;
  draw_edges(canvas, box);
  if (frame.x.empty()) return draw_note(canvas, box, plot.note);
  if (plot.threshold) draw_threshold(canvas, frame, *plot.threshold);
  if (plot.cursor) draw_cursor(canvas, frame, *plot.cursor);
  for (const Curve& curve : plot.curves) draw_curve(canvas, frame, curve);
  draw_numbers(canvas, frame, area.width);
  text_to(canvas, {box.width, 3}, kLabel, plot.x_label, palette::slate);
}

void draw_plot_line(Canvas& canvas, const Area& area, const Plot& plot) {
  const double base = (area.height - kLabel) / 2, names = kNameShare * area.width;
  canvas.text({0, base}, kLabel, fitted(plot.title, kLabel, names), palette::slate);
  if (plot.curves.empty()) return;
  text_to(canvas, {area.width, base}, kLabel, last_number(plot.curves[0]), palette::ink);
  Frame frame = frame_of(area, plot);
  if (frame.x.empty()) return;
  frame.box = {names + kGap / 2, 3, area.width - names - kScale - kGap / 2, area.height - 6};
  if (plot.cursor) draw_cursor(canvas, frame, *plot.cursor);
  draw_curve(canvas, frame, plot.curves[0]);
}

}  // namespace gymkhana::viz
