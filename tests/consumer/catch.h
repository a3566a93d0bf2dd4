// Catch: move a basket under a falling ball.
//
//   observe   ball x, ball height, basket x, each in [0, 1]
//   act       0 left, 1 stay, 2 right
//   reward    +1 when the ball is caught, -1 when it is missed
//   start     ball and basket at random places, the ball at the top
//   ends      when the ball reaches the ground, after 10 steps
#pragma once

#include <algorithm>
#include <cmath>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

class Catch final : public gymkhana::Env {
 public:
  struct Options {
    double speed = 0.1;  // of the basket, per step
  };
  static gymkhana::Fields fields(Options& options) {
    return {field("speed", options.speed, "how far the basket moves per step", gymkhana::between(0, 1))};
  }

  explicit Catch(const Options& options) : Env(describe()), options_(options) {}

  void reset(gymkhana::Rng& rng, gymkhana::Observation observation) override {
    ball_ = rng.uniform(0, 1);
    basket_ = rng.uniform(0, 1);
    height_ = 1;
    observation.write(ball_, height_, basket_);
  }

  gymkhana::Step step(const gymkhana::Action& action, gymkhana::Rng&,
                      gymkhana::Observation observation) override {
    basket_ = std::clamp(basket_ + options_.speed * (action.index() - 1), 0.0, 1.0);
    height_ = std::max(height_ - 0.1, 0.0);
    observation.write(ball_, height_, basket_);
    if (height_ > 0.05) return {};
    const bool caught = std::abs(ball_ - basket_) < kBasketWidth / 2;
    return {.reward = caught ? 1.0 : -1.0, .terminated = true};
  }

  void draw(gymkhana::Canvas& canvas) const override {
    canvas.camera({-0.1, -0.1}, {1.1, 1.1});
    canvas.clear(gymkhana::palette::paper);
    canvas.line({0, 0}, {1, 0}, 0.01, gymkhana::palette::slate);
    canvas.rectangle({basket_ - kBasketWidth / 2, 0}, {basket_ + kBasketWidth / 2, 0.05},
                     gymkhana::palette::blue);
    canvas.circle({ball_, height_}, 0.03, gymkhana::palette::orange);
  }

  // Everything that the next step depends on: this is what makes saving, resuming and rewinding exact.
  void serialize(gymkhana::Archive& archive) override { archive(ball_, basket_, height_); }

 private:
  static constexpr double kBasketWidth = 0.2;

  static gymkhana::EnvSpec describe() {
    return {.observation = gymkhana::box(3, 0, 1),
            .action = gymkhana::Discrete{3},
            .render_fps = 10,
            .action_names = {"left", "stay", "right"},
            .keys = {{"left", {0}}, {"right", {2}}}};
  }

  Options options_;
  double ball_ = 0, basket_ = 0, height_ = 1;
};
