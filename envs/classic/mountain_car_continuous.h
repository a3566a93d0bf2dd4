// MountainCarContinuous: MountainCar with a force of choice, which costs fuel.
//
//   observe   position, velocity [position units per step]
//   act       force in [-1, 1]; beyond, it is clipped (and yet paid for)
//   reward    -0.1 force^2 for every step, +100 at the flag
//   start     position uniform in [-0.6, -0.4), at rest
//   ends      at position 0.45 with at least goal_velocity; truncated after 999 steps
//
// Gymnasium computes a step in double precision and keeps the state between steps in single precision (after
// a reset, in double), and so do we.
#pragma once

#include <algorithm>
#include <cmath>

#include "envs/classic/mountain.h"
#include "envs/core/env.h"
#include "envs/core/fields.h"

namespace gymkhana {

class MountainCarContinuous final : public Env {
 public:
  struct Options {
    double goal_velocity = 0;
  };
  static Fields fields(Options& options) {
    return {field("goal_velocity", options.goal_velocity,
                  "velocity [position units per step, at most 0.07] that the car must have at the flag")};
  }

  explicit MountainCarContinuous(const Options& options) : Env(describe()), options_(options) {}

  void reset(Rng& rng, Observation observation) override {
    position_ = rng.uniform(-0.6, -0.4);
    velocity_ = 0;
    observation.write(position_, velocity_);
  }

  Step step(const Action& action, Rng&, Observation observation) override {
    const double wish = action.values()[0];
    const double force = std::clamp(wish, -1.0, 1.0);
    double velocity = velocity_ + (force * kPower - kGravity * std::cos(3 * position_));
    velocity = std::clamp(velocity, -mountain::max_speed, mountain::max_speed);
    const double position = std::clamp(position_ + velocity, mountain::left_wall, mountain::right_end);
    if (position == mountain::left_wall && velocity < 0) velocity = 0;

    position_ = static_cast<float>(position);
    velocity_ = static_cast<float>(velocity);
    observation.write(position_, velocity_);
    const bool arrived = position >= kGoal && velocity >= options_.goal_velocity;
    return {.reward = (arrived ? 100.0 : 0.0) - wish * wish * 0.1, .terminated = arrived};
  }

  void draw(Canvas& canvas) const override { mountain::draw(canvas, position_, kGoal); }

  void serialize(Archive& archive) override { archive(position_, velocity_); }

 private:
  static constexpr double kPower = 0.0015, kGravity = 0.0025;  // velocity per step
  static constexpr double kGoal = 0.45;                        // position of the flag

  static EnvSpec describe() {
    return {.observation = box({-1.2f, -0.07f}, {0.6f, 0.07f}),
            .action = box(1, -1, 1),
            .render_fps = 30,
            .action_names = {"force"},
            .keys = {{"", {0}}, {"left", {-1}}, {"right", {1}}}};
  }

  Options options_;
  double position_ = 0, velocity_ = 0;
};

}  // namespace gymkhana
