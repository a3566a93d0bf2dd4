// FrameStack: the last N observations together, so that an agent without memory sees what moves.
#pragma once

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Observes the last `frames` observations, oldest first; an episode begins with as many copies of its first.
///
/// - A picture {height, width, channels} becomes {height, width, channels * frames}: channels of one frame
///   side by side, frames behind one another (as Stable-Baselines3's VecFrameStack), which is what
///   convolutions take.
/// - Everything else gets a new leading axis: {n} becomes {frames, n} (as Gymnasium's FrameStackObservation).
///
/// Every step's observation enters the stack, also those that nobody looks at: put repeat_action inside.
class FrameStack final : public Wrapper {
 public:
  /// Error unless the observations are one Box and frames >= 1.
  FrameStack(std::unique_ptr<Env> inner, int frames);
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void serialize(Archive& archive) override;

  int frames() const { return frames_; }

 private:
  void push();
  template <class T>
  void push_numbers();

  int frames_;
  int groups_;              // pixels of a picture; 1 otherwise
  int width_;               // numbers that one frame has in each group
  ObservationBatch frame_;  // the newest observation
  ObservationBatch stack_;  // for each group: its numbers in all frames, oldest first
};

}  // namespace gymkhana
