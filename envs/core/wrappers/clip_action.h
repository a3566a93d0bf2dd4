// ClipAction: takes actions of any size and cuts them to the environment's bounds.
#pragma once

#include <vector>

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Gymnasium's ClipAction: the agent's space is unbounded, each number is clipped on its way to the
/// environment.
class ClipAction final : public Wrapper {
 public:
  /// Error unless the actions are a float Box.
  explicit ClipAction(std::unique_ptr<Env> inner);
  /// "true"; "false" leaves the environment as it is.
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  Step step(const Action& action, Rng& rng, Observation observation) override;

 private:
  Box bounds_;
  std::vector<float> values_;  // what the environment gets
};

}  // namespace gymkhana
