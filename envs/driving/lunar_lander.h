// LunarLander-v3: bring a lander down between two flags, softly, on its two legs.
//
//   observe   place (x, y from the pad; 1 = half the window), velocity (scaled alike), angle [rad], angular
//             velocity [/ 2.5 rad/s], and for each leg whether it stands on the ground
//   act       0 nothing, 1 left engine, 2 main engine, 3 right engine; or, `continuous`: the main engine (off
//             below 0, then half to full power) and the side engines (left below -0.5, right above 0.5)
//   reward    what nearness, slowness, uprightness and each leg on the ground gain; -0.3 for the main engine,
//             -0.03 for a side engine; 100 for coming to rest, -100 for crashing or flying off
//   start     on top, pushed at random; the ground is new in every episode, its pad flat
//   ends      crashed, out of sight to the sides, or at rest; truncated after 1000 steps
#pragma once

#include <array>
#include <memory>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/driving/step_log.h"

namespace gymkhana {

/// After Gymnasium's LunarLander-v3 by Oleg Klimov. Not copyable; saving replays the episode's actions.
class LunarLander final : public Env {
 public:
  struct Options {
    bool continuous = false;
    double gravity = -10;
    bool enable_wind = false;
    double wind_power = 15, turbulence_power = 1.5;
  };
  static Fields fields(Options& options);

  explicit LunarLander(Options options);
  LunarLander(LunarLander&&) noexcept;
  LunarLander& operator=(LunarLander&&) noexcept;
  ~LunarLander() override;

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void draw(Canvas& canvas) const override;
  void serialize(Archive& archive) override;

 private:
  struct Moon;
  /// What a step depends on: the action's one or two numbers, and two that it draws.
  using Numbers = std::array<double, 4>;
  struct Thrust {
    double main = 0, side = 0;  ///< power, 0 or 0.5 .. 1
    double direction = 0;       ///< of the side engine: -1 left, +1 right
  };

  static EnvSpec describe(const Options& options);

  void start(Rng& rng);
  Step play(const Numbers& numbers);
  Numbers drawn(Rng& rng) const;
  Thrust thrust(const Numbers& numbers) const;
  void blow();
  void fire(const Thrust& thrust, double first_noise, double second_noise);
  std::array<double, 8> state() const;
  void observe(Observation observation) const;

  Options options_;
  std::unique_ptr<Moon> moon_;
  StepLog log_;
  double shaping_ = 0;
  double wind_index_ = 0, torque_index_ = 0;
  Thrust last_thrust_;
};

}  // namespace gymkhana
