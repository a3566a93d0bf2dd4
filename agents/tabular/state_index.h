// Numbers for what is observed: tabular agents keep one row per observation of a finite environment.
#pragma once

#include <cstdint>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/observation.h"

namespace gymkhana {

/// Numbers the observations of an environment 0 .. states() - 1: a Discrete as it is, a MultiDiscrete, Tuple
/// or Dict of them as the digits of one number, the last part changing fastest.
class StateIndex {
 public:
  /// Error when there are infinitely many observations, or more than a table can hold.
  explicit StateIndex(const EnvSpec& spec);

  int states() const { return states_; }
  std::int32_t operator()(const ObservationBatch& observations, int slot) const {
    if (digits_.size() == 1) return observations.data<std::int32_t>()[slot] - digits_[0].start;
    return mixed(observations, slot);
  }
  /// The inverse: writes the observation that has the number `state`.
  void write(std::int32_t state, Observation observation) const;

 private:
  struct Digit {
    int part, number;  // where it lies in the observation
    int start, count;  // its values are start .. start + count - 1
  };

  std::int32_t mixed(const ObservationBatch& observations, int slot) const;

  std::vector<Digit> digits_;
  int states_ = 1;
};

/// The Discrete actions of an environment that tabular agents can act in; Error for others.
Discrete discrete_actions(const EnvSpec& spec);

}  // namespace gymkhana
