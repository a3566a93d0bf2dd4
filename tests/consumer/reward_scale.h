// RewardScale: rewards times a factor, as `[wrappers] reward_scale = 10` asks.
#pragma once

#include <memory>
#include <string>

#include "envs/core/wrappers/values.h"
#include "envs/core/wrappers/wrapper.h"

class RewardScale final : public gymkhana::Wrapper {
 public:
  RewardScale(std::unique_ptr<gymkhana::Env> inner, double factor)
      : Wrapper(std::move(inner)), factor_(factor) {}

  static std::unique_ptr<gymkhana::Env> make(std::unique_ptr<gymkhana::Env> inner, const std::string& value) {
    return std::make_unique<RewardScale>(std::move(inner), gymkhana::wrapper_values::number<double>(value));
  }

  gymkhana::Step step(const gymkhana::Action& action, gymkhana::Rng& rng,
                      gymkhana::Observation observation) override {
    gymkhana::Step step = Wrapper::step(action, rng, observation);
    step.reward *= factor_;
    return step;
  }

 private:
  double factor_;
};
