#include "envs/driving/road_view.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gymkhana {
namespace {

constexpr double kZoomFar = 0.1 * 6, kZoomNear = 2.7 * 6;  // pixels of the window per unit
constexpr double kGrassSide = kPlayfield / 20;
constexpr double kOverlap = 0.1;  // of neighbouring tiles, so that no grass shows where smooth edges meet

// From the environment to the window: the car looks upwards.
class Camera {
 public:
  Camera(const Pose& car, double time)
      : zoom_(zoom_at(time)),
        centre_(car.position),
        cosine_(std::cos(car.angle)),
        sine_(std::sin(car.angle)),
        reach_(std::hypot(kWindowWidth / 2, kWindowHeight * 3 / 4) / zoom_) {}

  Point operator()(Point world) const {
    const double dx = zoom_ * (world.x - centre_.x), dy = zoom_ * (world.y - centre_.y);
    return {kCarInWindow.x + cosine_ * dx + sine_ * dy, kCarInWindow.y - sine_ * dx + cosine_ * dy};
  }

  /// Whether something within `radius` of a point may be in sight.
  bool sees(Point world, double radius) const {
    const double reach = reach_ + radius, dx = world.x - centre_.x, dy = world.y - centre_.y;
    return dx * dx + dy * dy < reach * reach;
  }

 private:
  double zoom_;
  Point centre_;
  double cosine_, sine_;
  double reach_;  // from the car to the farthest corner of the window [units]
};

// Paints shapes of the environment through the camera.
class ScenePainter {
 public:
  ScenePainter(const Camera& camera, const Painter& paint) : camera_(camera), paint_(paint) {}

  const Camera& camera() const { return camera_; }

  void shape(std::span<const Point> world, Paint paint) const {
    std::array<Point, 8> corners;
    std::ranges::transform(world, corners.begin(), camera_);
    paint_(std::span(corners).first(world.size()), paint);
  }
  void shape(const Pose& pose, std::span<const Point> local, Paint paint) const {
    std::array<Point, 8> corners;
    std::ranges::transform(local, corners.begin(), [&](Point point) { return to_world(pose, point); });
    shape(std::span(corners).first(local.size()), paint);
  }

 private:
  const Camera& camera_;
  const Painter& paint_;
};

Quad square(Point corner, double side) {
  return {
      corner, {corner.x + side, corner.y}, {corner.x + side, corner.y + side}, {corner.x, corner.y + side}};
}

void paint_field(const ScenePainter& painter) {
  painter.shape(square({-kPlayfield, -kPlayfield}, 2 * kPlayfield), Paint::field);
  for (int x = -20; x < 20; x += 2) {
    for (int y = -20; y < 20; y += 2) {
      const Point corner{kGrassSide * x, kGrassSide * y};
      if (painter.camera().sees(corner, 2 * kGrassSide)) {
        painter.shape(square(corner, kGrassSide), Paint::grass);
      }
    }
  }
}

// Lets a tile reach a little under the one before it.
Quad lengthened(Quad quad, const Tile& before) {
  const Point back{before.right_y * kOverlap, -before.right_x * kOverlap};
  for (const int corner : {2, 3}) quad[corner] = {quad[corner].x + back.x, quad[corner].y + back.y};
  return quad;
}

void paint_road(const ScenePainter& painter, const Race& race) {
  constexpr std::array kNew = {Paint::road, Paint::road_second, Paint::road_third};
  const Track& track = race.track();
  for (int i = 0; i < track.size(); ++i) {
    const Tile& tile = track.tile(i);
    if (!painter.camera().sees({tile.x, tile.y}, kRoadHalfWidth + kKerbWidth + kTileLength)) continue;
    painter.shape(lengthened(track.road(i), track.tile(i - 1)), race.visited(i) ? Paint::road : kNew[i % 3]);
    if (tile.kerb != 0) painter.shape(track.kerb(i), i % 2 == 0 ? Paint::kerb_white : Paint::kerb_red);
  }
}

// The light stripe on a tyre, which shows its turning; none while it is below.
void paint_stripe(const ScenePainter& painter, const Pose& pose, double phase) {
  constexpr double kWidth = 1.2;  // rad
  const double sine1 = std::sin(phase), sine2 = std::sin(phase + kWidth);
  if (sine1 > 0 && sine2 > 0) return;
  double front = std::cos(phase), back = std::cos(phase + kWidth);
  if (sine1 > 0) front = front > 0 ? 1 : -1;
  if (sine2 > 0) back = back > 0 ? 1 : -1;
  const Point corner = Car::wheel_shape()[1];  // (half width, radius)
  painter.shape(pose,
                Quad{{{-corner.x, corner.y * front},
                      {corner.x, corner.y * front},
                      {corner.x, corner.y * back},
                      {-corner.x, corner.y * back}}},
                Paint::wheel_stripe);
}

void paint_car(const ScenePainter& painter, const Car& car) {
  for (int i = 0; i < 4; ++i) {
    const Pose pose = car.wheel_pose(i);
    painter.shape(pose, Car::wheel_shape(), Paint::wheel);
    paint_stripe(painter, pose, car.wheels()[i].phase);
  }
  const Pose pose = car.pose();
  for (const std::span<const Point> part : Car::hull_shapes()) painter.shape(pose, part, Paint::car);
}

void paint_traffic(const ScenePainter& painter, const Traffic& traffic) {
  for (const Traffic::Other& other : traffic.others()) {
    if (!painter.camera().sees(other.pose.position, 5)) continue;
    if (other.stands()) {
      painter.shape(other.corners(), Paint::obstacle);
      continue;
    }
    for (const Point place : Car::wheel_places()) {
      painter.shape({to_world(other.pose, place), other.pose.angle}, Car::wheel_shape(), Paint::wheel);
    }
    for (const std::span<const Point> part : Car::hull_shapes()) {
      painter.shape(other.pose, part, Paint::traffic);
    }
  }
}

}  // namespace

double zoom_at(double time) {
  return kZoomFar * std::max(1 - time, 0.0) + kZoomNear * std::min(time, 1.0);
}

void paint_scene(const Race& race, const Traffic& traffic, double time, const Painter& paint) {
  const Camera camera(race.car().pose(), time);
  const ScenePainter painter(camera, paint);
  paint_field(painter);
  paint_road(painter, race);
  paint_traffic(painter, traffic);
  paint_car(painter, race.car());
}

}  // namespace gymkhana
