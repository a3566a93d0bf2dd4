// RepeatAction: one decision for several of the environment's steps (frame skip).
#pragma once

#include <vector>

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Takes each action `repeats` times, stops early at the end of the episode, pays the sum of the rewards and
/// shows the last observation, as Gymnasium's RepeatAction. Large observations (pictures) are made for that
/// last frame only.
class RepeatAction final : public Wrapper {
 public:
  RepeatAction(std::unique_ptr<Env> inner, int repeats);
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  Step step(const Action& action, Rng& rng, Observation observation) override;

 private:
  int repeats_;
  bool skips_;                     // whether frames that do not count are worth skipping
  std::vector<std::byte> before_;  // room for unseen_step
};

}  // namespace gymkhana
