// RescaleAction: lets the agent act between its own bounds, usually -1 and 1, whatever the environment's are.
#pragma once

#include <vector>

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Maps [low, high] to the environment's bounds, number by number, in float32 as Gymnasium does.
class RescaleAction final : public Wrapper {
 public:
  /// Error unless the actions are a bounded float Box and low < high.
  RescaleAction(std::unique_ptr<Env> inner, float low, float high);
  /// "-1,1", or "true" for the same.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  Step step(const Action& action, Rng& rng, Observation observation) override;

 private:
  std::vector<float> gain_, offset_;  // given = gain * environment's + offset
  std::vector<float> values_;         // what the environment gets
};

}  // namespace gymkhana
