// TimeAware: tells the agent how far the episode has come, which makes environments with a time limit Markov
// (Pardo et al., 2018, "Time Limits in Reinforcement Learning").
#pragma once

#include "envs/core/wrappers/wrapper.h"

namespace gymkhana {

/// Appends one number to a Box of floats, which becomes flat: the steps taken since reset, or their fraction
/// of the step limit (Gymnasium's TimeAwareObservation, flattened).
class TimeAware final : public Wrapper {
 public:
  enum class Unit { steps, fraction };

  /// Error unless observations are a float Box; for `fraction`, unless the environment has a step limit.
  TimeAware(std::unique_ptr<Env> inner, Unit unit);
  /// "steps" or "fraction".
  static std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value);

  void reset(Rng& rng, Observation observation) override;
  Step step(const Action& action, Rng& rng, Observation observation) override;
  void serialize(Archive& archive) override;

 private:
  void write_time(Observation observation) const;

  int size_;       // of the environment's own observation
  int limit_ = 1;  // what the steps are divided by
  int steps_ = 0;
};

}  // namespace gymkhana
