#include "envs/classic/mountain.h"

#include <array>
#include <cmath>

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana::mountain {
namespace {

constexpr int kPieces = 48;  // of the polyline that draws the hills
constexpr double kFloor = 0, kCeiling = 1.25;
constexpr double kDepth = 4;  // of the ground below the floor, which high pictures show

double height(double position) {
  return 0.55 + 0.45 * std::sin(3 * position);
}

// The ground under the curve, as a polygon closed deep below the floor.
std::array<Point, kPieces + 3> hills() {
  std::array<Point, kPieces + 3> corners;
  for (int i = 0; i <= kPieces; ++i) {
    const double x = left_wall + (right_end - left_wall) * i / kPieces;
    corners[i] = {x, height(x)};
  }
  corners[kPieces + 1] = {right_end, kFloor - kDepth};
  corners[kPieces + 2] = {left_wall, kFloor - kDepth};
  return corners;
}

void draw_flag(Canvas& canvas, double goal) {
  const Point foot{goal, height(goal)};
  const Point top{goal, foot.y + 0.16};
  canvas.line(foot, top, 0.008, palette::ink);
  const std::array<Point, 3> cloth = {top, {top.x, top.y - 0.06}, {top.x + 0.08, top.y - 0.03}};
  canvas.polygon(cloth, palette::green);
}

void draw_car(Canvas& canvas, double position) {
  const double slope = std::atan(1.35 * std::cos(3 * position));  // of height(position)
  const double along = std::cos(slope), up = std::sin(slope);
  const auto place = [&](double x, double y) {
    return Point{position + x * along - y * up, height(position) + x * up + y * along};
  };
  const std::array<Point, 4> body = {place(-0.06, 0.03), place(0.06, 0.03), place(0.045, 0.085),
                                     place(-0.045, 0.085)};
  canvas.polygon(body, palette::orange);
  canvas.circle(place(-0.033, 0.022), 0.022, palette::ink);
  canvas.circle(place(0.033, 0.022), 0.022, palette::ink);
}

}  // namespace

void draw(Canvas& canvas, double position, double goal) {
  canvas.camera({left_wall, kFloor}, {right_end, kCeiling});
  canvas.clear(palette::paper);
  const auto ground = hills();
  canvas.polygon(ground, palette::mist);
  for (int i = 0; i < kPieces; ++i) canvas.line(ground[i], ground[i + 1], 0.01, palette::slate);
  draw_flag(canvas, goal);
  draw_car(canvas, position);
}

}  // namespace gymkhana::mountain
