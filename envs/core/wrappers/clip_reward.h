// ClipReward and SignReward: rewards of one size, so that one learning rate fits many games.
#pragma once

#include <algorithm>

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// A wrapper that changes rewards only: what is seen is what is seen inside it.
class RewardWrapper : public Wrapper {
 protected:
  using Wrapper::Wrapper;
};

/// Cuts each reward to [low, high].
class ClipReward final : public RewardWrapper {
 public:
  ClipReward(std::unique_ptr<Env> inner, double low, double high)
      : RewardWrapper(std::move(inner)), low_(low), high_(high) {}
  /// "-1,1", or "sign" for -1, 0 or 1 (Mnih et al., 2015, "Human-level control").
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = Wrapper::step(action, rng, observation);
    step.reward = std::clamp(step.reward, low_, high_);
    return step;
  }

 private:
  double low_, high_;
};

/// Keeps only the sign of each reward.
class SignReward final : public RewardWrapper {
 public:
  explicit SignReward(std::unique_ptr<Env> inner) : RewardWrapper(std::move(inner)) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = Wrapper::step(action, rng, observation);
    step.reward = (step.reward > 0) - (step.reward < 0);
    return step;
  }
};

}  // namespace gymkhana
