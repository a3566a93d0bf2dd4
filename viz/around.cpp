#include "viz/around.h"

#include <algorithm>
#include <cmath>

#include "envs/core/picture/palette.h"
#include "envs/core/wrappers/wrapper.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

/// From the driver's frame to a canvas.
struct View {
  Point seat;
  double scale;  // canvas units per unit

  Point operator()(Point local) const { return {seat.x + scale * local.x, seat.y + scale * local.y}; }
};

/// What lines and dots look like, in canvas units.
struct Pen {
  double line, dot;
};

constexpr double kTitleRoom = 22;  // points above the chart, for its title
constexpr double kBehind = 12;     // units of the environment shown behind the driver

Color with_opacity(Color color, std::uint8_t opacity) {
  return {color.r, color.g, color.b, opacity};
}

void draw_rays(Canvas& canvas, const View& view, const Pen& pen, const Surroundings& around) {
  for (const Surroundings::Ray& ray : around.rays) {
    const Point end = view({-ray.distance * std::sin(ray.angle), ray.distance * std::cos(ray.angle)});
    const Color color = ray.to_other ? palette::red : palette::blue;
    canvas.line(view.seat, end, pen.line, with_opacity(color, 150));
    if (ray.distance < around.reach) canvas.circle(end, pen.dot, color);
  }
}

void draw_way(Canvas& canvas, const View& view, const Pen& pen, const Surroundings& around) {
  for (std::size_t i = 0; i + 1 < around.way.size(); ++i) {
    canvas.line(view(around.way[i]), view(around.way[i + 1]), pen.line, palette::orange);
  }
  for (const Point place : around.way) canvas.circle(view(place), 1.5 * pen.dot, palette::orange);
}

void draw_outline(Canvas& canvas, const View& view, double width, const std::vector<Point>& corners) {
  for (std::size_t i = 0; i < corners.size(); ++i) {
    canvas.line(view(corners[i]), view(corners[(i + 1) % corners.size()]), width, palette::red);
  }
}

std::vector<Point> seen_through(const View& view, const std::vector<Point>& corners) {
  std::vector<Point> seen(corners.size());
  std::ranges::transform(corners, seen.begin(), view);
  return seen;
}

// The way as a ribbon, from the driver's feet on.
void draw_ribbon(Canvas& canvas, const View& view, const Surroundings& around) {
  Point before = view.seat;
  for (const Point place : around.way) {
    const Point next = view(place);
    canvas.line(before, next, 2 * around.half_width * view.scale, palette::mist);
    before = next;
  }
}

void draw_driver(Canvas& canvas, const View& view) {
  canvas.polygon(seen_through(view, {{-1.6, -2.5}, {1.6, -2.5}, {0, 3.5}}), palette::ink);
}

}  // namespace

const Surrounded* surrounded(const Env& env) {
  return dynamic_cast<const Surrounded*>(&innermost(env));
}

void draw_on_env(Canvas& canvas, const Surroundings& around) {
  const View view{around.seat, around.scale};
  const double unit = around.reach * around.scale / 300;  // thin beside a ray
  const Pen pen{unit, 1.7 * unit};
  draw_rays(canvas, view, pen, around);
  draw_way(canvas, view, pen, around);
  for (const auto& outline : around.others) {
    const bool behind = std::ranges::all_of(outline, [](Point corner) { return corner.y < 0; });
    if (!behind) draw_outline(canvas, view, 1.5 * unit, outline);
  }
}

void draw_from_above(Canvas& canvas, const Area& area, const Surroundings& around) {
  if (around.reach <= 0) return;
  const double height = area.height - kTitleRoom;
  const double scale = std::min(area.width / (2 * around.reach), height / (around.reach + kBehind));
  const View view{{area.width / 2, kBehind * scale}, scale};
  const Pen pen{1, 1.6};
  draw_ribbon(canvas, view, around);
  draw_rays(canvas, view, pen, around);
  draw_way(canvas, view, pen, around);
  for (const auto& outline : around.others) canvas.polygon(seen_through(view, outline), palette::red);
  draw_driver(canvas, view);
  canvas.rectangle({0, height}, {area.width, area.height}, palette::paper);  // over what lies farther ahead
  canvas.text({0, area.height - kLabel}, kLabel, "around the driver, ahead up", palette::slate);
}

}  // namespace gymkhana::viz
