#include "viz/cells/marks.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "envs/core/picture/palette.h"
#include "envs/core/picture/stroke_font.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

constexpr double kText = 0.16, kSmallText = 0.14, kArrow = 0.23;  // in cells

Color faded(Color color, double strength) {
  return {color.r, color.g, color.b, static_cast<std::uint8_t>(std::lround(225 * (0.08 + 0.92 * strength)))};
}

void draw_arrow(Canvas& canvas, Point centre, Point heading, double length, Color color) {
  const Point tip{centre.x + heading.x * length, centre.y + heading.y * length};
  canvas.line(centre, tip, 0.035, color);
  const double barb = 0.3 * length;
  for (const double side : {-1.0, 1.0}) {
    const Point back{tip.x - barb * (heading.x + side * heading.y),
                     tip.y - barb * (heading.y - side * heading.x)};
    canvas.line(tip, back, 0.035, color);
  }
}

// Two digits, or as many as stand before the point.
std::string in_a_cell(double value) {
  const double size = std::abs(value);
  if (size >= 999.5) return short_number(std::round(value));
  if (size < 0.095 && value != 0) return fmt::format("{:.2f}", value);
  return size < 9.95 && value != std::round(value) ? fmt::format("{:.1f}", value)
                                                   : fmt::format("{:.0f}", value);
}

}  // namespace

void ValueRange::include(double value) {
  if (!std::isfinite(value)) return;
  low = empty ? value : std::min(low, value);
  high = empty ? value : std::max(high, value);
  empty = false;
}

Color ValueRange::color_of(double value) const {
  if (low < 0 && high > 0) {
    return value < 0 ? faded(palette::red, value / low) : faded(palette::green, value / high);
  }
  return faded(palette::green, (value - low) / std::max(high - low, 1e-9));
}

void draw_move(Canvas& canvas, Point tail, Point heading, double probability) {
  if (probability < kSeldom || (heading.x == 0 && heading.y == 0)) return;
  Color color = palette::ink;
  color.a = static_cast<std::uint8_t>(std::lround(255 * (0.3 + 0.7 * probability)));
  draw_arrow(canvas, tail, heading, kArrow * (0.25 + 0.75 * probability), color);
}

void draw_value(Canvas& canvas, Point centre, double value) {
  const std::string words = in_a_cell(value);
  const Point low{centre.x - text_width(kText, words) / 2, centre.y - kHalfCell + 0.04};
  canvas.text(low, kText, words, palette::ink);
}

void draw_value_aside(Canvas& canvas, Point centre, double value) {
  const Point low{centre.x - kHalfCell + 0.05, centre.y - kHalfCell + 0.05};
  canvas.text(low, kSmallText, in_a_cell(value), palette::ink);
}

void draw_visits(Canvas& canvas, Point centre, std::int64_t visits) {
  if (visits == 0) return;
  const Point low{centre.x - kHalfCell + 0.05, centre.y + kHalfCell - 0.05 - kSmallText};
  canvas.text(low, kSmallText, in_a_cell(static_cast<double>(visits)), palette::slate);
}

}  // namespace gymkhana::viz
