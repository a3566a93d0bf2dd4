// A race: a track, a car on it, and what of the road the car has seen.
#pragma once

#include <memory>
#include <vector>

#include "envs/driving/car.h"
#include "envs/driving/track.h"

namespace gymkhana {

/// One episode's physics. Fresh for each episode: nothing of the last one remains.
class Race {
 public:
  static constexpr double kStep = 1.0 / 50;  ///< s, that of step_world() in bodies.h

  /// Puts a car on tile 0. A lap counts as finished when all tiles have been visited, or when tile 0 is met
  /// for the first time with more than `lap_percent` of all visited. As in Gymnasium 1.4 the start is that
  /// first meeting, so coming round to tile 0 again ends nothing.
  Race(Track track, double lap_percent);
  ~Race();
  Race(Race&&) noexcept;
  Race& operator=(Race&&) noexcept;

  /// 0.02 s under the controls given last.
  void step();

  const Track& track() const;
  Car& car();
  const Car& car() const;
  int tiles_visited() const;
  bool visited(int tile) const;
  bool lap_finished() const;
  bool off_playfield() const;

 private:
  struct World;
  std::unique_ptr<World> world_;
};

}  // namespace gymkhana
