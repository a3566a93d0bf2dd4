// CarRacing: drive a lap on a road never seen before, as fast as grip allows.
//
//   observe   observation = pixels: the picture from above, 96 x 96 RGB; semantic: the same as classes
//   (SceneClass);
//             lidar: numbers from road_sensors.h, for the decision part of driving without the perception
//             part
//   act       steer -1 .. 1 (left .. right), gas 0 .. 1, brake 0 .. 1; continuous = false: 0 nothing, 1
//   right, 2 left,
//             3 gas, 4 brake
//   reward    +1000 / tiles for every new tile of the road, -0.1 per frame of 0.02 s
//   ends      with the lap; off the playfield with reward -100; truncated after 1000 frames
//
// Rules, id, tracks and physics as in Gymnasium's CarRacing-v3; the observation modes are ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/driving/race.h"
#include "envs/driving/road_sensors.h"

namespace gymkhana {

class CarRacing final : public Env {
 public:
  struct Options {
    std::string observation = "pixels";
    bool continuous = true;
    double lap_complete_percent = 0.95;
    bool domain_randomize = false;
    int lidar_rays = 15;
  };
  static Fields fields(Options& options);

  explicit CarRacing(const Options& options);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void draw(Canvas& canvas) const override;
  /// Saved as the generator at the last reset and the actions since: loading drives them again.
  void serialize(Archive& archive) override;
  void info(std::span<float> values) const override { values[0] = race_ && race_->lap_finished(); }

  const Race& race() const { return *race_; }

 private:
  void start(Rng& rng);
  Step drive(std::span<const float> numbers);
  void observe(Observation observation);
  Controls controls(std::span<const float> numbers) const;

  Options options_;
  RoadSensors sensors_;
  std::optional<Race> race_;
  int frames_ = 0;             // since the reset
  double total_reward_ = 0;    // shown in the picture
  double tile_reward_ = 0;     // earned by tiles, of which total_reward_ has taken note
  Rng at_reset_;               // the slot's generator as it was before the last reset
  std::vector<float> driven_;  // numbers of all actions since, action_width() each
};

}  // namespace gymkhana
