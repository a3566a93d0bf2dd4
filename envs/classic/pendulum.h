// Pendulum: swing a rod up and hold it there, with a motor too weak to lift it at once.
//
//   observe   cosine and sine of the angle (0 is upright, counter-clockwise is positive), speed [rad/s]
//   act       torque in [-2, 2] N m; beyond, it is clipped
//   reward    -(angle^2 + 0.1 speed^2 + 0.001 torque^2) before the step, angle in [-pi, pi)
//   start     angle uniform in [-pi, pi), speed in [-1, 1)
//   ends      never; truncated after 200 steps
//
// Euler steps in double precision, in the order of Gymnasium's own operations.
#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "envs/classic/python_math.h"
#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana {

class Pendulum final : public Env {
 public:
  struct Options {
    double g = 10;
  };
  static Fields fields(Options& options) {
    return {field("g", options.g, "gravity [m/s^2]; 10 is Gymnasium's, 9.81 the Earth's")};
  }

  explicit Pendulum(const Options& options) : Env(describe()), pull_(3 * options.g / 2) {}

  void reset(Rng& rng, Observation observation) override {
    angle_ = rng.uniform(-std::numbers::pi, std::numbers::pi);
    speed_ = rng.uniform(-1, 1);
    torque_ = 0;
    observe(observation);
  }

  Step step(const Action& action, Rng&, Observation observation) override {
    torque_ = std::clamp(double{action.values()[0]}, -kMaxTorque, kMaxTorque);
    const double tilt = normalized(angle_);
    const double cost = python_square(tilt) + 0.1 * python_square(speed_) + 0.001 * (torque_ * torque_);
    speed_ = std::clamp(speed_ + (pull_ * sine_ + 3 * torque_) * kTau, -kMaxSpeed, kMaxSpeed);
    angle_ += speed_ * kTau;
    observe(observation);
    return {.reward = -cost};
  }

  void draw(Canvas& canvas) const override {
    canvas.camera({-1.3, -1.3}, {1.3, 1.3});
    canvas.clear(palette::paper);
    const auto at = [](double angle, double radius) {
      return Point{-radius * std::sin(angle), radius * std::cos(angle)};
    };
    constexpr int pieces = 12;  // of the arc that shows the torque: a quarter turn at most
    const double arc = torque_ / kMaxTorque * std::numbers::pi / 2 / pieces;
    for (int i = 0; i < pieces; ++i) {
      canvas.line(at(arc * i, 1.15), at(arc * (i + 1), 1.15), 0.05, palette::sky);
    }
    canvas.line({0, 0}, at(angle_, 1), 0.2, palette::orange);
    canvas.circle({0, 0}, 0.1, palette::orange);
    canvas.circle(at(angle_, 1), 0.1, palette::orange);
    canvas.circle({0, 0}, 0.05, palette::ink);
  }

  void serialize(Archive& archive) override { archive(angle_, speed_, torque_, sine_); }

 private:
  static constexpr double kMaxTorque = 2, kMaxSpeed = 8;  // N m, rad/s
  static constexpr double kTau = 0.05;                    // s per step

  void observe(Observation observation) {
    sine_ = std::sin(angle_);
    observation.write(std::cos(angle_), sine_, speed_);
  }

  // The angle in [-pi, pi). Turns are taken off by halves of 16, each subtraction being exact, so that the
  // remainder is fmod's own; beyond those, fmod does it.
  static double normalized(double angle) {
    constexpr double turn = 2 * std::numbers::pi;
    double rest = std::abs(angle + std::numbers::pi);
    if (rest >= 16 * turn) rest = std::fmod(rest, turn);
    for (const double turns : {8 * turn, 4 * turn, 2 * turn, turn}) rest -= rest >= turns ? turns : 0;
    if (angle < -std::numbers::pi && rest > 0) rest = turn - rest;
    return rest - std::numbers::pi;
  }

  static EnvSpec describe() {
    return {.observation = symmetric_box({1, 1, static_cast<float>(kMaxSpeed)}),
            .action = box(1, -static_cast<float>(kMaxTorque), static_cast<float>(kMaxTorque)),
            .render_fps = 30,
            .action_names = {"torque"},
            .keys = {{"", {0}}, {"left", {2}}, {"right", {-2}}}};
  }

  double pull_;  // 1/s^2: the angular acceleration of a horizontal rod of 1 m
  double angle_ = 0, speed_ = 0, torque_ = 0;
  double sine_ = 0;  // of angle_: each sine is needed twice
};

}  // namespace gymkhana
