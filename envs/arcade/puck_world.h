// PuckWorld: push a puck near the green target and away from the red one, which follows (Karpathy,
// REINFORCEjs, 2015).
//
//   observe   (x, y) each: puck's position - 1/2, 10 x its velocity, green target - puck, red target - puck
//
//   act       0 left, 1 right, 2 up, 3 down: a thrust of 0.002; 4 none
//
//   reward    -distance to green; within 0.25 of red also 0 at the rim down to -2 at the centre
//
//   start     everything uniform in the unit square, velocity uniform in [-0.025, 0.025)
//
//   ends      never
//
// y points downwards. The green target jumps every 100 steps; the red one creeps towards the puck.
#pragma once

#include <cmath>

#include "envs/core/env.h"
#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana {

class PuckWorld final : public Env {
 public:
  PuckWorld() : Env(describe()) {}

  void reset(Rng& rng, Observation observation) override {
    puck_ = anywhere(rng);
    velocity_.x = rng.random() * 0.05 - 0.025;
    velocity_.y = rng.random() * 0.05 - 0.025;
    green_ = anywhere(rng);
    red_ = anywhere(rng);
    steps_ = 0;
    observe(observation);
  }

  Step step(const Action& action, Rng& rng, Observation observation) override {
    puck_.x += velocity_.x;
    puck_.y += velocity_.y;
    velocity_.x *= kDamping;
    velocity_.y *= kDamping;
    thrust(action.index());
    bounce(puck_.x, velocity_.x);
    bounce(puck_.y, velocity_.y);
    if (++steps_ % kJump == 0) green_ = anywhere(rng);
    const double to_green = distance(puck_, green_), to_red = distance(puck_, red_);
    if (to_red > 0) {
      red_.x += kCreep * (puck_.x - red_.x) / to_red;
      red_.y += kCreep * (puck_.y - red_.y) / to_red;
    }
    observe(observation);
    const double penalty = to_red < kRedRadius ? 2 * (to_red - kRedRadius) / kRedRadius : 0;
    return {.reward = -to_green + penalty};
  }

  void draw(Canvas& canvas) const override {
    const auto seen = [](Place place) { return Point{place.x, 1 - place.y}; };
    canvas.camera({0, 0}, {1, 1});
    canvas.clear(palette::paper);
    canvas.circle(seen(red_), kRedRadius, {palette::red.r, palette::red.g, palette::red.b, 60});
    canvas.circle(seen(red_), 0.017, palette::red);
    canvas.circle(seen(green_), 0.017, palette::green);
    canvas.circle(seen(puck_), kRadius, palette::slate);
  }

  void serialize(Archive& archive) override { archive(puck_, velocity_, green_, red_, steps_); }

 private:
  struct Place {
    double x = 0, y = 0;
    void serialize(Archive& archive) { archive(x, y); }
  };

  static constexpr double kRadius = 0.05, kRedRadius = 0.25;
  static constexpr double kThrust = 0.002, kDamping = 0.95, kBounce = -0.5;
  static constexpr double kCreep = 0.001;  // of the red target, per step
  static constexpr std::int64_t kJump = 100;

  static EnvSpec describe() {
    return {.observation = symmetric_box({0.5f, 0.5f, 1, 1, 1, 1, 1, 1}),
            .action = Discrete{5},
            .render_fps = 50,
            .action_names = {"left", "right", "up", "down", "none"},
            .keys = {{"", {4}}, {"left", {0}}, {"right", {1}}, {"up", {2}}, {"down", {3}}}};
  }

  static Place anywhere(Rng& rng) {
    const double x = rng.random();
    return {x, rng.random()};
  }

  static double distance(Place a, Place b) {
    const double x = a.x - b.x, y = a.y - b.y;
    return std::sqrt(x * x + y * y);
  }

  void thrust(int action) {
    velocity_.x += action == 0 ? -kThrust : action == 1 ? kThrust : 0;
    velocity_.y += action == 2 ? -kThrust : action == 3 ? kThrust : 0;
  }

  static void bounce(double& position, double& velocity) {
    if (position >= kRadius && position <= 1 - kRadius) return;
    velocity *= kBounce;
    position = position < kRadius ? kRadius : 1 - kRadius;
  }

  void observe(Observation observation) const {
    observation.write(puck_.x - 0.5, puck_.y - 0.5, velocity_.x * 10, velocity_.y * 10, green_.x - puck_.x,
                      green_.y - puck_.y, red_.x - puck_.x, red_.y - puck_.y);
  }

  Place puck_, velocity_, green_, red_;
  std::int64_t steps_ = 0;
};

}  // namespace gymkhana
