// What a driver senses without eyes: rays to the road's edges, the car's own motion, the road ahead.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "envs/core/shown/surroundings.h"
#include "envs/driving/race.h"
#include "envs/driving/traffic.h"

namespace gymkhana {

/// The readings, one after another, all scaled to about [-1, 1] and cut off at +-kLimit:
/// - to the road's edge along each ray, evenly from 90 degrees left to 90 degrees right; 1 = kRange or more
/// - to other cars and obstacles along the same rays, if there are any at all
/// - speed forwards and sideways [/ 50 units per s], turning [/ 5 rad/s], steering [/ 0.4 rad], gas
/// - for each wheel, its slip (force wanted / force held, / 2) and whether it is on grass (0 or 1)
/// - offset from the road's middle [/ half width], heading against the road [/ pi]
/// - at each of kLookAhead tiles, the road's middle in the car's frame, right and forwards [/ 60], and its
///   direction against the car's [/ pi]
class RoadSensors {
 public:
  static constexpr float kLimit = 5;
  static constexpr double kRange = 60;  ///< length of rays [units]
  static constexpr std::array<int, 10> kLookAhead = {1, 2, 4, 6, 8, 11, 14, 18, 22, 27};

  /// The road's left and right edge around the car, from tile to tile, as far as rays may meet it: kRange,
  /// and some for bends.
  static constexpr int kTilesBehind = 20, kTilesSeen = kTilesBehind + 27;
  using Edges = std::array<std::array<Point, kTilesSeen>, 2>;

  RoadSensors(int rays, bool others) : rays_(rays), others_(others) {}

  int size() const { return (others_ ? 2 : 1) * rays_ + 5 + 8 + 2 + 3 * static_cast<int>(kLookAhead.size()); }

  /// To be called after each reset, and after each step with the race as it is then.
  void restart(const Race& race);
  void follow(const Race& race);

  /// The tile whose end is nearest to the car.
  int nearest_tile() const { return nearest_; }

  /// Writes size() numbers.
  void read(const Race& race, const Traffic& traffic, std::span<float> out);

  /// The same rays and road as places; where things are in the picture is left open.
  Surroundings surroundings(const Race& race, const Traffic& traffic) const;

 private:
  Edges edges(const Track& track) const;
  double ray_angle(int i) const;  // 0 = ahead, left positive

  int rays_;
  bool others_;
  int nearest_ = 0;
  std::vector<Quad> near_;  // outlines of others that rays may meet; kept to allocate once
};

/// Distance from `origin` along the unit vector `direction` to the segment a-b; infinite when it is missed.
double distance_to_segment(Point origin, Point direction, Point a, Point b);

}  // namespace gymkhana
