#include "envs/driving/road_sensors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace gymkhana {
namespace {

constexpr double kTopSpeed = 50, kTopTurn = 5, kTopSteering = 0.4, kLookScale = 60;

double squared_distance(const Tile& tile, Point point) {
  const double dx = tile.x - point.x, dy = tile.y - point.y;
  return dx * dx + dy * dy;
}

double wrapped(double angle) {
  return std::remainder(angle, 2 * std::numbers::pi);
}

// The environment's point in the car's frame: x to the right, y ahead.
Point to_local(const Pose& pose, Point point) {
  const double dx = point.x - pose.position.x, dy = point.y - pose.position.y;
  const double cosine = std::cos(pose.angle), sine = std::sin(pose.angle);
  return {cosine * dx + sine * dy, -sine * dx + cosine * dy};
}

// Writes readings one after another, each cut off at the limit.
class Writer {
 public:
  explicit Writer(std::span<float> out) : out_(out) {}
  void put(double value) {
    out_[next_++] = std::clamp(static_cast<float>(value), -RoadSensors::kLimit, RoadSensors::kLimit);
  }

 private:
  std::span<float> out_;
  std::size_t next_ = 0;
};

void put_motion(Writer& writer, const Car& car) {
  const Point velocity = car.velocity(), origin = car.pose().position;
  const Point local = to_local(car.pose(), {origin.x + velocity.x, origin.y + velocity.y});
  writer.put(local.y / kTopSpeed);
  writer.put(local.x / kTopSpeed);
  writer.put(car.angular_velocity() / kTopTurn);
  writer.put(car.steering(0) / kTopSteering);
  writer.put(car.wheels()[2].gas);
  for (const Wheel& wheel : car.wheels()) {
    writer.put(wheel.slip / 2);
    writer.put(wheel.tiles_touched == 0);
  }
}

void put_road(Writer& writer, const Track& track, const Pose& pose, int nearest) {
  const Tile& here = track.tile(nearest);
  const double offset = (pose.position.x - here.x) * here.right_x + (pose.position.y - here.y) * here.right_y;
  writer.put(offset / kRoadHalfWidth);
  writer.put(wrapped(pose.angle - here.beta) / std::numbers::pi);
  for (const int ahead : RoadSensors::kLookAhead) {
    const Tile& tile = track.tile(nearest + ahead);
    const Point local = to_local(pose, {tile.x, tile.y});
    writer.put(local.x / kLookScale);
    writer.put(local.y / kLookScale);
    writer.put(wrapped(tile.beta - pose.angle) / std::numbers::pi);
  }
}

Point heading(double angle) {
  return {-std::sin(angle), std::cos(angle)};
}

void find_nearby(const Traffic& traffic, Point at, std::vector<Quad>& near) {
  constexpr double kReach = RoadSensors::kRange + 3;  // their own size
  near.clear();
  for (const Traffic::Other& other : traffic.others()) {
    const double dx = other.pose.position.x - at.x, dy = other.pose.position.y - at.y;
    if (dx * dx + dy * dy < kReach * kReach) near.push_back(other.corners());
  }
}

double distance_to_edges(const RoadSensors::Edges& edges, const Pose& pose, double angle) {
  const Point direction = heading(pose.angle + angle);
  double nearest = RoadSensors::kRange;
  for (const auto& edge : edges) {
    for (std::size_t i = 0; i + 1 < edge.size(); ++i) {
      nearest = std::min(nearest, distance_to_segment(pose.position, direction, edge[i], edge[i + 1]));
    }
  }
  return nearest;
}

double distance_to_others(std::span<const Quad> near, const Pose& pose, double angle) {
  const Point direction = heading(pose.angle + angle);
  double nearest = RoadSensors::kRange;
  for (const Quad& quad : near) {
    for (std::size_t i = 0; i < quad.size(); ++i) {
      nearest = std::min(nearest,
                         distance_to_segment(pose.position, direction, quad[i], quad[(i + 1) % quad.size()]));
    }
  }
  return nearest;
}

}  // namespace

double distance_to_segment(Point origin, Point direction, Point a, Point b) {
  // Solves origin + t direction = a + u (b - a) for t >= 0 and 0 <= u <= 1.
  const double sx = b.x - a.x, sy = b.y - a.y, ox = a.x - origin.x, oy = a.y - origin.y;
  constexpr double kMissed = std::numeric_limits<double>::infinity();
  const double determinant = sx * direction.y - sy * direction.x;
  const double along = direction.x * oy - direction.y * ox;  // u times the determinant
  if (determinant == 0 || along * determinant < 0 || std::abs(along) > std::abs(determinant)) return kMissed;
  const double t = (sx * oy - sy * ox) / determinant;  // few segments come so far: divisions are slow
  return t >= 0 ? t : kMissed;
}

void RoadSensors::restart(const Race& race) {
  nearest_ = 0;
  follow(race);
}

void RoadSensors::follow(const Race& race) {
  const Point at = race.car().pose().position;
  const Track& track = race.track();
  // Along the road first: where it comes close to itself, the car stays on its own stretch.
  for (const int direction : {1, -1}) {
    while (squared_distance(track.tile(nearest_ + direction), at) <
           squared_distance(track.tile(nearest_), at)) {
      nearest_ = track.wrap(nearest_ + direction);
    }
  }
  if (squared_distance(track.tile(nearest_), at) < kRange * kRange) return;
  for (int i = 0; i < track.size(); ++i) {
    if (squared_distance(track.tile(i), at) < squared_distance(track.tile(nearest_), at)) nearest_ = i;
  }
}

double RoadSensors::ray_angle(int i) const {
  return rays_ == 1 ? 0 : std::numbers::pi * (0.5 - static_cast<double>(i) / (rays_ - 1));
}

RoadSensors::Edges RoadSensors::edges(const Track& track) const {
  Edges edges;
  for (int i = 0; i < kTilesSeen; ++i) {
    const int tile = nearest_ - kTilesBehind + i;
    edges[0][i] = track.beside(tile, -kRoadHalfWidth);
    edges[1][i] = track.beside(tile, kRoadHalfWidth);
  }
  return edges;
}

Surroundings RoadSensors::surroundings(const Race& race, const Traffic& traffic) const {
  const Pose pose = race.car().pose();
  std::vector<Quad> near;
  find_nearby(traffic, pose.position, near);
  const Edges road = edges(race.track());
  Surroundings around{.reach = kRange, .half_width = kRoadHalfWidth};
  for (int i = 0; i < rays_; ++i) {
    const double angle = ray_angle(i);
    const double edge = distance_to_edges(road, pose, angle), other = distance_to_others(near, pose, angle);
    around.rays.push_back({angle, std::min(edge, other), other < edge});
  }
  for (const int ahead : kLookAhead) {
    const Tile& tile = race.track().tile(nearest_ + ahead);
    around.way.push_back(to_local(pose, {tile.x, tile.y}));
  }
  for (const Quad& quad : near) {
    std::vector<Point>& outline = around.others.emplace_back();
    for (const Point corner : quad) outline.push_back(to_local(pose, corner));
  }
  return around;
}

void RoadSensors::read(const Race& race, const Traffic& traffic, std::span<float> out) {
  Writer writer(out);
  const Pose pose = race.car().pose();
  const Edges road = edges(race.track());
  for (int i = 0; i < rays_; ++i) writer.put(distance_to_edges(road, pose, ray_angle(i)) / kRange);
  if (others_) {
    find_nearby(traffic, pose.position, near_);
    for (int i = 0; i < rays_; ++i) writer.put(distance_to_others(near_, pose, ray_angle(i)) / kRange);
  }
  put_motion(writer, race.car());
  put_road(writer, race.track(), pose, nearest_);
}

}  // namespace gymkhana
