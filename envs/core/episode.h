// Episode statistics: what the running episode has earned, and the record it leaves when it ends.
#pragma once

#include <vector>

#include "envs/core/archive.h"
#include "envs/core/env.h"

namespace gymkhana {

/// A finished episode, in the environment's own rewards and steps whatever wrappers make of them.
struct Episode {
  int slot = 0;
  double total_reward = 0;  ///< undiscounted sum, "return" elsewhere
  int length = 0;           ///< steps
  std::vector<float> info;  ///< its info fields after its last step, in spec().info's order
  bool cut = false;         ///< an evaluation stopped it before its end (not saved: training cuts none)

  void serialize(Archive& archive) { archive(slot, total_reward, length, info); }
};

/// Counts the steps and rewards of a running episode, and truncates it at the limit.
class EpisodeClock {
 public:
  void restart() { *this = {}; }

  /// Takes note of a step. At `limit` steps (0: none) the step becomes truncated, also when it terminated.
  Step tick(Step step, int limit) {
    ++length_;
    total_reward_ += step.reward;
    step.truncated |= limit > 0 && length_ >= limit;
    over_ = step.terminated || step.truncated;
    return step;
  }

  bool over() const { return over_; }
  int length() const { return length_; }
  double total_reward() const { return total_reward_; }

  void serialize(Archive& archive) { archive(total_reward_, length_, over_); }

 private:
  double total_reward_ = 0;
  int length_ = 0;
  bool over_ = false;
};

}  // namespace gymkhana
