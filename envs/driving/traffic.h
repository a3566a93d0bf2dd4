// Others on the road: cars that keep their lane and their speed, and obstacles that stand at its sides.
#pragma once

#include <span>
#include <vector>

#include "envs/core/random/rng.h"
#include "envs/driving/race.h"

namespace gymkhana {

/// Nobody at first; place() puts others on a track. They are shapes that move along the road, without
/// physics, and so never late, and never pushed.
class Traffic {
 public:
  struct Other {
    double place = 0;    ///< along the track [tiles]
    double lateral = 0;  ///< to the right of the road's middle [units]
    double speed = 0;    ///< [units/s]; 0 for an obstacle
    Pose pose;
    bool ahead = true;  ///< of the car

    bool stands() const { return speed == 0; }
    Quad corners() const;
  };

  /// `cars` of one speed evenly round the track, some tiles off at random, each in a random lane; and
  /// `obstacles` likewise, at a random side. Nobody near the start. The lanes keep clear of the obstacles.
  void place(const Track& track, int cars, double speed, int obstacles, Rng& rng);

  /// Moves on by `dt` seconds. `car_place`: the car's place on the track [tiles].
  void step(const Track& track, double dt, double car_place);

  /// How many cars the car has passed in the last step, less those that passed it.
  int overtaken() const { return overtaken_; }
  bool touches(const Car& car) const;
  std::span<const Other> others() const { return others_; }

 private:
  void add(const Track& track, int count, double speed, double lateral, Rng& rng);

  std::vector<Other> others_;
  int overtaken_ = 0;
};

/// Whether two convex quadrilaterals have a point in common.
bool overlap(const Quad& a, const Quad& b);

}  // namespace gymkhana
