// MaxAndSkip: one decision for several frames, shown as the brighter of the last two (Mnih et al., 2015).
#pragma once

#include <vector>

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Takes each action for `skip` frames, stops early at the end of the episode, and pays the sum of the
/// rewards. Shows, number by number, the larger of the last two frames, which the Atari 2600's flicker calls
/// for; an episode that ends early shows its last frame. Frames that are not shown are not made.
class MaxAndSkip final : public Wrapper {
 public:
  /// Error unless observations are bytes and skip >= 1.
  MaxAndSkip(std::unique_ptr<Env> inner, int skip);
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  Step step(const Action& action, Rng& rng, Observation observation) override;

 private:
  int skip_;
  ObservationBatch previous_;      // the last frame but one
  std::vector<std::byte> before_;  // room for unseen_step
};

}  // namespace gymkhana
