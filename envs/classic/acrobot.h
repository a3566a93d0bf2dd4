// Acrobot: two links hang from a pivot; a motor at the elbow must swing the tip above the line (Sutton,
// 1996).
//
//   observe   cos and sin of the first angle (0 hangs down), cos and sin of the second (relative to the
//             first), both angular velocities [rad/s]
//   act       torque at the elbow: 0, 1, 2 for -1, 0, +1 N m, for 0.2 s
//   reward    -1 for every step, 0 for the one that ends
//   start     all four numbers uniform in [-0.1, 0.1), in single precision
//   ends      tip more than one link's length above the pivot; truncated after 500 steps
//
// Sutton and Barto's equations of motion ("book" in Gymnasium), links of 1 kg, 1 m and 1 kg m^2; one
// Runge-Kutta step in double precision, in the order of Gymnasium's own operations.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "envs/classic/python_math.h"
#include "envs/core/env.h"
#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana {

class Acrobot final : public Env {
 public:
  Acrobot() : Env(describe()) {}

  void reset(Rng& rng, Observation observation) override {
    for (double* value : {&angle_[0], &angle_[1], &speed_[0], &speed_[1]}) {
      *value = static_cast<float>(rng.uniform(-0.1, 0.1));
    }
    const float angle1 = static_cast<float>(angle_[0]), angle2 = static_cast<float>(angle_[1]);
    observation.write(numpy_cos(angle1), numpy_sin(angle1), numpy_cos(angle2), numpy_sin(angle2), speed_[0],
                      speed_[1]);
  }

  Step step(const Action& action, Rng&, Observation observation) override {
    move(action.index() - 1);
    angle_ = {wrapped(angle_[0]), wrapped(angle_[1])};
    speed_ = {std::clamp(speed_[0], -kMaxSpeed1, kMaxSpeed1), std::clamp(speed_[1], -kMaxSpeed2, kMaxSpeed2)};

    const double cos1 = std::cos(angle_[0]);
    observation.write(cos1, std::sin(angle_[0]), std::cos(angle_[1]), std::sin(angle_[1]), speed_[0],
                      speed_[1]);
    const bool high = -cos1 - std::cos(angle_[1] + angle_[0]) > 1;
    return {.reward = high ? 0.0 : -1.0, .terminated = high};
  }

  void draw(Canvas& canvas) const override {
    canvas.camera({-2.2, -2.2}, {2.2, 2.2});
    canvas.clear(palette::paper);
    canvas.line({-2.2, 1}, {2.2, 1}, 0.02, palette::green);
    const double bend = angle_[0] + angle_[1];
    const Point elbow{std::sin(angle_[0]), -std::cos(angle_[0])};
    const Point tip{elbow.x + std::sin(bend), elbow.y - std::cos(bend)};
    canvas.line({0, 0}, elbow, 0.16, palette::blue);
    canvas.line(elbow, tip, 0.16, palette::sky);
    canvas.circle({0, 0}, 0.1, palette::ink);
    canvas.circle(elbow, 0.1, palette::ink);
    canvas.circle(tip, 0.08, palette::orange);
  }

  void serialize(Archive& archive) override { archive(angle_, speed_); }

 private:
  using Pair = std::array<double, 2>;  // one number per joint

  static constexpr double kGravity = 9.8, kCentre = 0.5;  // m/s^2; m, of a link's mass from its joint
  static constexpr double kTau = 0.2;                     // s per step
  static constexpr double kMaxSpeed1 = 4 * std::numbers::pi, kMaxSpeed2 = 9 * std::numbers::pi;

  // The angular accelerations [rad/s^2] of both joints.
  static Pair accelerations(const Pair& angle, const Pair& speed, double torque) {
    constexpr double quarter = std::numbers::pi / 2, arm = kCentre * kCentre;
    const double cosine = std::cos(angle[1]), sine = std::sin(angle[1]);
    const double d1 = arm + (1 + arm + cosine) + 1 + 1;
    const double d2 = arm + kCentre * cosine + 1;
    const double phi2 = kCentre * kGravity * std::cos(angle[0] + angle[1] - quarter);
    const double phi1 = -kCentre * python_square(speed[1]) * sine - speed[1] * speed[0] * sine +
                        (kCentre + 1) * kGravity * std::cos(angle[0] - quarter) + phi2;
    const double second = (torque + d2 / d1 * phi1 - kCentre * python_square(speed[0]) * sine - phi2) /
                          (arm + 1 - python_square(d2) / d1);
    return {-(d2 * second + phi1) / d1, second};
  }

  static Pair moved(const Pair& start, double time, const Pair& rate) {
    return {start[0] + time * rate[0], start[1] + time * rate[1]};
  }

  // k1 + 2 k2 + 2 k3 + k4
  static Pair weighted(const Pair& k1, const Pair& k2, const Pair& k3, const Pair& k4) {
    return {k1[0] + 2 * k2[0] + 2 * k3[0] + k4[0], k1[1] + 2 * k2[1] + 2 * k3[1] + k4[1]};
  }

  // Runge and Kutta's step of fourth order: the slopes at the start, twice half way, and at the end.
  void move(double torque) {
    const Pair speed1 = speed_, slope1 = accelerations(angle_, speed1, torque);
    const Pair speed2 = moved(speed_, kTau / 2, slope1);
    const Pair slope2 = accelerations(moved(angle_, kTau / 2, speed1), speed2, torque);
    const Pair speed3 = moved(speed_, kTau / 2, slope2);
    const Pair slope3 = accelerations(moved(angle_, kTau / 2, speed2), speed3, torque);
    const Pair speed4 = moved(speed_, kTau, slope3);
    const Pair slope4 = accelerations(moved(angle_, kTau, speed3), speed4, torque);
    angle_ = moved(angle_, kTau / 6, weighted(speed1, speed2, speed3, speed4));
    speed_ = moved(speed_, kTau / 6, weighted(slope1, slope2, slope3, slope4));
  }

  static double wrapped(double angle) {
    while (angle > std::numbers::pi) angle -= 2 * std::numbers::pi;
    while (angle < -std::numbers::pi) angle += 2 * std::numbers::pi;
    return angle;
  }

  static EnvSpec describe() {
    return {.observation =
                symmetric_box({1, 1, 1, 1, static_cast<float>(kMaxSpeed1), static_cast<float>(kMaxSpeed2)}),
            .action = Discrete{3},
            .render_fps = 15,
            .action_names = {"torque -1", "torque 0", "torque +1"},
            .keys = {{"", {1}}, {"left", {0}}, {"right", {2}}}};
  }

  Pair angle_{}, speed_{};  // rad, rad/s
};

}  // namespace gymkhana
