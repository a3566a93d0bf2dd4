// CartPole: keep a pole upright on a cart by pushing the cart left or right (Barto, Sutton and Anderson,
// 1983).
//
//   observe   cart position [m], cart velocity [m/s], pole angle [rad], pole angular velocity [rad/s]
//   act       0 push left, 1 push right, with 10 N for 0.02 s
//   reward    +1 for every step (sutton_barto_reward: 0, and -1 for the last)
//   start     all four numbers uniform in [-0.05, 0.05)
//   ends      cart beyond 2.4 m or pole beyond 12 degrees; truncated after 200 (v0) or 500 (v1) steps
//
// Equations of motion: Florian (2007), "Correct equations for the dynamics of the cart-pole system", without
// friction; Euler steps in double precision, in the order of Gymnasium's own operations.
#pragma once

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana {

class CartPole final : public Env {
 public:
  struct Options {
    bool sutton_barto_reward = false;
  };
  static Fields fields(Options& options) {
    return {field("sutton_barto_reward", options.sutton_barto_reward,
                  "reward 0 per step and -1 at the fall, as in Sutton and Barto, instead of 1 per step")};
  }

  explicit CartPole(const Options& options) : Env(describe()), options_(options) {}

  void reset(Rng& rng, Observation observation) override {
    for (double* value : {&x_, &x_dot_, &theta_, &theta_dot_}) *value = rng.uniform(-0.05, 0.05);
    observation.write(x_, x_dot_, theta_, theta_dot_);
  }

  Step step(const Action& action, Rng&, Observation observation) override {
    const double force = action.index() == 1 ? kForce : -kForce;
    const double cosine = std::cos(theta_), sine = std::sin(theta_);
    const double push = (force + kPoleMassLength * (theta_dot_ * theta_dot_) * sine) / kTotalMass;
    const double theta_acc = (kGravity * sine - cosine * push) /
                             (kHalfLength * (4.0 / 3.0 - kPoleMass * (cosine * cosine) / kTotalMass));
    const double x_acc = push - kPoleMassLength * theta_acc * cosine / kTotalMass;
    x_ += kTau * x_dot_;
    x_dot_ += kTau * x_acc;
    theta_ += kTau * theta_dot_;
    theta_dot_ += kTau * theta_acc;
    observation.write(x_, x_dot_, theta_, theta_dot_);

    const bool fell = std::abs(x_) > kTrackEnd || std::abs(theta_) > kFallAngle;
    const double reward = options_.sutton_barto_reward ? (fell ? -1.0 : 0.0) : 1.0;
    return {.reward = reward, .terminated = fell};
  }

  void draw(Canvas& canvas) const override {
    canvas.camera({-kTrackEnd, -0.7}, {kTrackEnd, 2.5});
    canvas.clear(palette::paper);
    canvas.line({-kTrackEnd, 0}, {kTrackEnd, 0}, 0.02, palette::ink);
    canvas.rectangle({x_ - 0.25, -0.15}, {x_ + 0.25, 0.15}, palette::slate);
    const Point axle{x_, 0.1};
    canvas.line(axle, {axle.x + 2 * std::sin(theta_), axle.y + 2 * std::cos(theta_)}, 0.1, palette::orange);
    canvas.circle(axle, 0.06, palette::ink);
  }

  void serialize(Archive& archive) override { archive(x_, x_dot_, theta_, theta_dot_); }

 private:
  static constexpr double kGravity = 9.8;                           // m/s^2
  static constexpr double kPoleMass = 0.1, kTotalMass = 0.1 + 1.0;  // kg
  static constexpr double kHalfLength = 0.5;                        // m, half the pole
  static constexpr double kPoleMassLength = kPoleMass * kHalfLength;
  static constexpr double kForce = 10;      // N
  static constexpr double kTau = 0.02;      // s per step
  static constexpr double kTrackEnd = 2.4;  // m
  static constexpr double kFallAngle = 12 * 2 * std::numbers::pi / 360;

  static EnvSpec describe() {
    constexpr float any = std::numeric_limits<float>::infinity();
    return {.observation = symmetric_box(
                {static_cast<float>(kTrackEnd * 2), any, static_cast<float>(kFallAngle * 2), any}),
            .action = Discrete{2},
            .render_fps = 50,
            .action_names = {"left", "right"},
            .keys = {{"left", {0}}, {"right", {1}}}};
  }

  Options options_;
  double x_ = 0, x_dot_ = 0, theta_ = 0, theta_dot_ = 0;
};

}  // namespace gymkhana
