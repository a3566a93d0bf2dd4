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

#include "envs/core/canvas.h"
#include "envs/core/env.h"
#include "envs/core/palette.h"

namespace gymkhana {

class Acrobot final : public Env {
 public:
  Acrobot() : Env(describe()) {}

  void reset(Rng& rng, Observation observation) override {
    for (double& value : state_) value = static_cast<float>(rng.uniform(-0.1, 0.1));
    const float angle1 = static_cast<float>(state_[0]), angle2 = static_cast<float>(state_[1]);
    observation.write(small_cos(angle1), small_sin(angle1), small_cos(angle2), small_sin(angle2), state_[2],
                      state_[3]);
  }

  Step step(const Action& action, Rng&, Observation observation) override {
    state_ = runge_kutta(state_, action.index() - 1);
    auto& [angle1, angle2, speed1, speed2] = state_;
    angle1 = wrapped(angle1);
    angle2 = wrapped(angle2);
    speed1 = std::clamp(speed1, -kMaxSpeed1, kMaxSpeed1);
    speed2 = std::clamp(speed2, -kMaxSpeed2, kMaxSpeed2);

    const double cos1 = std::cos(angle1);
    observation.write(cos1, std::sin(angle1), std::cos(angle2), std::sin(angle2), speed1, speed2);
    const bool high = -cos1 - std::cos(angle2 + angle1) > 1;
    return {.reward = high ? 0.0 : -1.0, .terminated = high};
  }

  void draw(Canvas& canvas) const override {
    canvas.camera({-2.2, -2.2}, {2.2, 2.2});
    canvas.clear(palette::paper);
    canvas.line({-2.2, 1}, {2.2, 1}, 0.02, palette::green);
    const double bend = state_[0] + state_[1];
    const Point elbow{std::sin(state_[0]), -std::cos(state_[0])};
    const Point tip{elbow.x + std::sin(bend), elbow.y - std::cos(bend)};
    canvas.line({0, 0}, elbow, 0.16, palette::blue);
    canvas.line(elbow, tip, 0.16, palette::sky);
    canvas.circle({0, 0}, 0.1, palette::ink);
    canvas.circle(elbow, 0.1, palette::ink);
    canvas.circle(tip, 0.08, palette::orange);
  }

  void serialize(Archive& archive) override { archive(state_); }

 private:
  using State = std::array<double, 4>;  // angle 1, angle 2 [rad], their velocities [rad/s]

  static constexpr double kGravity = 9.8, kCentre = 0.5;  // m/s^2; m, of a link's mass from its joint
  static constexpr double kTau = 0.2;                     // s per step
  static constexpr double kMaxSpeed1 = 4 * std::numbers::pi, kMaxSpeed2 = 9 * std::numbers::pi;

  static State rates(const State& state, double torque) {
    const auto& [angle1, angle2, speed1, speed2] = state;
    constexpr double quarter = std::numbers::pi / 2, arm = kCentre * kCentre;
    const double cosine = std::cos(angle2), sine = std::sin(angle2);
    const double d1 = arm + (1 + arm + cosine) + 1 + 1;
    const double d2 = arm + kCentre * cosine + 1;
    const double phi2 = kCentre * kGravity * std::cos(angle1 + angle2 - quarter);
    const double phi1 = -kCentre * (speed2 * speed2) * sine - speed2 * speed1 * sine +
                        (kCentre + 1) * kGravity * std::cos(angle1 - quarter) + phi2;
    const double acceleration2 =
        (torque + d2 / d1 * phi1 - kCentre * (speed1 * speed1) * sine - phi2) / (arm + 1 - d2 * d2 / d1);
    const double acceleration1 = -(d2 * acceleration2 + phi1) / d1;
    return {speed1, speed2, acceleration1, acceleration2};
  }

  static State runge_kutta(const State& start, double torque) {
    const auto moved = [&start](double time, const State& rate) {
      State state;
      for (int i = 0; i < 4; ++i) state[i] = start[i] + time * rate[i];
      return state;
    };
    const State k1 = rates(start, torque);
    const State k2 = rates(moved(kTau / 2, k1), torque);
    const State k3 = rates(moved(kTau / 2, k2), torque);
    const State k4 = rates(moved(kTau, k3), torque);
    State sum;
    for (int i = 0; i < 4; ++i) sum[i] = k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i];
    return moved(kTau / 6, sum);
  }

  static double wrapped(double angle) {
    while (angle > std::numbers::pi) angle -= 2 * std::numbers::pi;
    while (angle < -std::numbers::pi) angle += 2 * std::numbers::pi;
    return angle;
  }

  // numpy's single-precision cosine and sine below pi/4: the first observation is made of these, and they
  // are not always the correctly rounded ones.
  static float small_cos(float x) {
    const float x2 = x * x;
    float sum = 0x1.98e616p-16f;
    for (const float coefficient : {-0x1.6c06dcp-10f, 0x1.55553cp-5f, -0.5f, 1.f}) {
      sum = std::fma(sum, x2, coefficient);
    }
    return sum;
  }
  static float small_sin(float x) {
    const float x2 = x * x;
    float sum = 0x1.7d3bbcp-19f;
    for (const float coefficient : {-0x1.a06bbap-13f, 0x1.11119ap-7f, -0x1.555556p-3f}) {
      sum = std::fma(sum, x2, coefficient);
    }
    return std::fma(sum * x2, x, x);
  }

  static EnvSpec describe() {
    return {.observation =
                symmetric_box({1, 1, 1, 1, static_cast<float>(kMaxSpeed1), static_cast<float>(kMaxSpeed2)}),
            .action = Discrete{3},
            .render_fps = 15,
            .action_names = {"torque -1", "torque 0", "torque +1"},
            .keys = {{"left", {0}}, {"down", {1}}, {"right", {2}}}};
  }

  State state_{};
};

}  // namespace gymkhana
