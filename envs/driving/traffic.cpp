#include "envs/driving/traffic.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace gymkhana {
namespace {

constexpr double kLane = 2.2, kRoadside = 5.2;  // from the road's middle [units]
constexpr double kObstacleHalf = 1;
constexpr double kFirstTile = 15;  // nobody stands nearer to the start
constexpr double kMeeting = 20;    // tiles: beyond, a change of "ahead" is but the far side of the track

Quad rectangle(const Pose& pose, double half_width, double rear, double front) {
  return {to_world(pose, {-half_width, rear}), to_world(pose, {half_width, rear}),
          to_world(pose, {half_width, front}), to_world(pose, {-half_width, front})};
}

Quad footprint(const Pose& pose) {
  return rectangle(pose, Car::kHalfWidth, Car::kRear, Car::kFront);
}

// Between the ends of two tiles, in proportion.
Pose pose_on(const Track& track, double place, double lateral) {
  const int before = static_cast<int>(std::floor(place));
  const double share = place - before;
  const Tile &from = track.tile(before), &to = track.tile(before + 1);
  const double turn = std::remainder(to.beta - from.beta, 2 * std::numbers::pi);
  const Point a = track.beside(before, lateral), b = track.beside(before + 1, lateral);
  return {{a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)}, from.beta + share * turn};
}

// Whether a line along one of a's sides keeps all of b outside.
bool separates(const Quad& a, const Quad& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const Point from = a[i], to = a[(i + 1) % a.size()];
    const auto side = [&](Point p) {
      return (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
    };
    const double inside = side(a[(i + 2) % a.size()]);
    if (std::ranges::all_of(b, [&](Point p) { return side(p) * inside < 0; })) return true;
  }
  return false;
}

}  // namespace

bool overlap(const Quad& a, const Quad& b) {
  return !separates(a, b) && !separates(b, a);
}

Quad Traffic::Other::corners() const {
  return stands() ? rectangle(pose, kObstacleHalf, -kObstacleHalf, kObstacleHalf) : footprint(pose);
}

void Traffic::place(const Track& track, int cars, double speed, int obstacles, Rng& rng) {
  others_.clear();
  overtaken_ = 0;
  add(track, cars, speed, kLane, rng);
  add(track, obstacles, 0, kRoadside, rng);
}

void Traffic::add(const Track& track, int count, double speed, double lateral, Rng& rng) {
  const double space = (track.size() - kFirstTile) / std::max(count, 1);
  for (int i = 0; i < count; ++i) {
    Other other{.place = kFirstTile + space * (i + rng.uniform(0, 0.5)),
                .lateral = rng.choice(2) == 0 ? -lateral : lateral,
                .speed = speed};
    other.pose = pose_on(track, other.place, other.lateral);
    others_.push_back(other);
  }
}

void Traffic::step(const Track& track, double dt, double car_place) {
  overtaken_ = 0;
  for (Other& other : others_) {
    if (other.stands()) continue;
    other.place = std::fmod(other.place + other.speed * dt / kTileLength, track.size());
    other.pose = pose_on(track, other.place, other.lateral);
    const double gap = std::remainder(other.place - car_place, track.size());
    const bool ahead = gap > 0;
    if (ahead != other.ahead && std::abs(gap) < kMeeting) overtaken_ += ahead ? -1 : 1;
    other.ahead = ahead;
  }
}

bool Traffic::touches(const Car& car) const {
  const Quad mine = footprint(car.pose());
  return std::ranges::any_of(others_, [&](const Other& other) { return overlap(mine, other.corners()); });
}

}  // namespace gymkhana
