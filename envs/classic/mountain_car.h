// MountainCar: a car too weak for the hill must swing up to the flag (Moore, 1990; Sutton and Barto).
//
//   observe   position, velocity [position units per step]
//   act       0 push left, 1 coast, 2 push right
//   reward    -1 for every step
//   start     position uniform in [-0.6, -0.4), at rest
//   ends      at position 0.5 with at least goal_velocity; truncated after 200 steps
//
// Double precision, in the order of Gymnasium's own operations.
#pragma once

#include <algorithm>
#include <cmath>

#include "envs/classic/mountain.h"
#include "envs/core/env.h"
#include "envs/core/fields.h"

namespace gymkhana {

class MountainCar final : public Env {
 public:
  struct Options {
    double goal_velocity = 0;
  };
  static Fields fields(Options& options) {
    return {field("goal_velocity", options.goal_velocity,
                  "velocity [position units per step, at most 0.07] that the car must have at the flag")};
  }

  explicit MountainCar(const Options& options) : Env(describe()), options_(options) {}

  void reset(Rng& rng, Observation observation) override {
    position_ = rng.uniform(-0.6, -0.4);
    velocity_ = 0;
    observation.write(position_, velocity_);
  }

  Step step(const Action& action, Rng&, Observation observation) override {
    velocity_ += (action.index() - 1) * kForce + std::cos(3 * position_) * -kGravity;
    velocity_ = std::clamp(velocity_, -mountain::max_speed, mountain::max_speed);
    position_ = std::clamp(position_ + velocity_, mountain::left_wall, mountain::right_end);
    if (position_ == mountain::left_wall && velocity_ < 0) velocity_ = 0;
    observation.write(position_, velocity_);
    return {.reward = -1, .terminated = position_ >= kGoal && velocity_ >= options_.goal_velocity};
  }

  void draw(Canvas& canvas) const override { mountain::draw(canvas, position_, kGoal); }

  void serialize(Archive& archive) override { archive(position_, velocity_); }

 private:
  static constexpr double kForce = 0.001, kGravity = 0.0025;  // velocity per step
  static constexpr double kGoal = 0.5;                        // position of the flag

  static EnvSpec describe() {
    return {.observation = box({-1.2f, -0.07f}, {0.6f, 0.07f}),
            .action = Discrete{3},
            .render_fps = 30,
            .action_names = {"left", "coast", "right"},
            .keys = {{"", {1}}, {"left", {0}}, {"right", {2}}}};
  }

  Options options_;
  double position_ = 0, velocity_ = 0;
};

}  // namespace gymkhana
