// CarRacing-v3 and CarTraffic: drive a lap on a track that is new in every episode, seen from above.
//
//   observe   option `observation`: "pixels" 96 x 96 RGB with a dashboard; "lidar" the numbers of
//             road_sensors.h; "semantic" 96 x 96 classes: 0 ground, 1 road, 2 kerb, 3 the car, 4 others
//   act       steering in [-1, 1] (right positive), gas and brake in [0, 1]; or, `continuous` off: 0 nothing,
//             1 right, 2 left, 3 gas, 4 brake; for 0.02 s
//   reward    -0.1 for every step, 1000 / tiles of the track for every tile met first; -100 instead for
//             leaving the playfield
//   start     on tile 0; reset takes one step without an action
//   ends      a lap finished (info lap_finished = 1), the playfield left; truncated after 1000 steps
//
// With `cars` or `obstacles` on the road (CarTraffic): +20 for each car overtaken, -20 for each that
// overtakes (info overtaken is their difference), and touching one of them ends the episode with -100 (info
// collided = 1).
#pragma once

#include <array>
#include <optional>
#include <string>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/core/shown/surroundings.h"
#include "envs/driving/paint_grid.h"
#include "envs/driving/race.h"
#include "envs/driving/road_sensors.h"
#include "envs/driving/step_log.h"
#include "envs/driving/traffic.h"

namespace gymkhana {

/// After Gymnasium's CarRacing-v3 by Oleg Klimov: its tracks seed for seed, its car, its rules. Not copyable;
/// saving replays the episode's actions.
class CarRacing final : public Env, public Surrounded {
 public:
  struct Options {
    std::string observation = "pixels";
    int lidar_rays = 19;
    bool continuous = true;
    bool domain_randomize = false;
    double lap_complete_percent = 0.95;
    int cars = 0, obstacles = 0;
    double car_speed = 15;
  };
  static Fields fields(Options& options);

  explicit CarRacing(Options options);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void draw(Canvas& canvas) const override;
  void serialize(Archive& archive) override;
  void info(std::span<float> values) const override;
  /// In every mode, as `lidar` would see it; nothing before the first reset.
  Surroundings surroundings() const override;

  const Race& race() const { return *race_; }
  const Traffic& traffic() const { return traffic_; }

 private:
  using ActionNumbers = std::array<double, 3>;

  static EnvSpec describe(const Options& options);

  void start(Rng& rng);
  void advance();
  Step play(std::span<const double> numbers);
  ActionNumbers read(const Action& action) const;
  Controls controls(std::span<const double> numbers) const;
  void observe(Observation observation);
  void paint(std::span<std::uint8_t> rgb);
  void classify(std::span<std::uint8_t> classes);

  Options options_;
  std::optional<Race> race_;
  Traffic traffic_;
  RoadSensors sensors_;
  Palette palette_;
  StepLog log_;
  PaintGrid grid_;
  double time_ = 0;                      // s since the start
  double score_ = 0, score_before_ = 0;  // Gymnasium's running reward, and that of the step before
  int tiles_before_ = 0;
  bool lap_finished_ = false;
  int overtaken_ = 0;
  bool collided_ = false;
};

}  // namespace gymkhana
