// BipedalWalker-v3: a hull on two legs with hips and knees must walk to the far end; hardcore with obstacles.
//
//   observe   hull: angle, angular velocity, velocity (all scaled); for each leg: hip angle and speed, knee
//             angle and speed, whether its foot is on the ground; ten lidar distances (1 = far)
//   act       torques in [-1, 1]: hip and knee of the first leg, of the second, for 0.02 s
//   reward    the way made (about 300 to the end), less a little for leaning and for torque; -100 for falling
//   start     standing; the ground is new in every episode
//   ends      fallen, walked out backwards, or at the end; truncated after 1600 steps (hardcore: 2000)
#pragma once

#include <array>
#include <memory>

#include "envs/core/env.h"
#include "envs/core/fields.h"
#include "envs/driving/step_log.h"

namespace gymkhana {

/// After Gymnasium's BipedalWalker-v3 by Oleg Klimov. Not copyable; saving replays the episode's actions.
class BipedalWalker final : public Env {
 public:
  struct Options {
    bool hardcore = false;
  };
  static Fields fields(Options& options);

  explicit BipedalWalker(Options options);
  BipedalWalker(BipedalWalker&&) noexcept;
  BipedalWalker& operator=(BipedalWalker&&) noexcept;
  ~BipedalWalker() override;

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void draw(Canvas& canvas) const override;
  void serialize(Archive& archive) override;

 private:
  struct Walk;

  static EnvSpec describe();

  void start(Rng& rng);
  Step play(std::span<const double> torques);
  void observe(Observation observation) const;

  Options options_;
  std::unique_ptr<Walk> walk_;
  StepLog log_{4};
  double shaping_ = 0;
};

}  // namespace gymkhana
