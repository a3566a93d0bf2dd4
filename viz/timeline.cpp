#include "viz/timeline.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "envs/core/picture/palette.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

// Points:
constexpr double kEdge = 16;     // beside the bar
constexpr double kNumbers = 92;  // right of it, for "1,000 / 1,000"
constexpr double kThick = 4, kKnob = 6;

struct Ends {
  double left, right;
};

Ends bar_of(double left, double width) {
  return {left + kEdge, std::max(left + width - kEdge - kNumbers, left + kEdge + 1)};
}

}  // namespace

void draw_timeline(Canvas& canvas, const Area& area, const Scene& scene) {
  use_points(canvas, area);
  const auto [left, right] = bar_of(0, area.width);
  const double middle = area.height / 2;
  const double share = scene.length() > 0 ? static_cast<double>(scene.now()) / scene.length() : 0;
  const Point knob{left + share * (right - left), middle};
  canvas.line({left, middle}, {right, middle}, kThick, palette::mist);
  canvas.line({left, middle}, knob, kThick, palette::sky);
  canvas.circle(knob, kKnob, palette::blue);
  text_to(canvas, {area.width - kEdge, middle - kLabel / 2}, kLabel,
          with_commas(scene.now()) + " / " + with_commas(scene.length()), palette::slate);
}

int moment_at(const Area& timeline, double x, int length) {
  const auto [left, right] = bar_of(timeline.left, timeline.width);
  const double share = std::clamp((x - left) / (right - left), 0.0, 1.0);
  return static_cast<int>(std::lround(share * length));
}

}  // namespace gymkhana::viz
