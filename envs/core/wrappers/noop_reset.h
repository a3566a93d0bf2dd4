// NoopReset: a random number of idle steps at the start, so that a deterministic game begins in many ways
// (Mnih et al., 2015, "Human-level control through deep reinforcement learning").
#pragma once

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// After each reset takes 1 to `most` steps with action 0, the number drawn uniformly from the slot's
/// generator after the environment's own draws. An episode that ends meanwhile is started anew, as in
/// Stable-Baselines3.
class NoopReset final : public Wrapper {
 public:
  /// Error unless actions are Discrete and most >= 1.
  NoopReset(std::unique_ptr<Env> inner, int most);
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;

 private:
  int most_;
};

}  // namespace gymkhana
