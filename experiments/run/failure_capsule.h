// When training breaks (NaN or infinity): everything needed to look into it, in one file.
#pragma once

#include <string>

#include "agents/non_finite.h"
#include "base/error.h"
#include "experiments/run/run_directory.h"
#include "experiments/run/run_state.h"
#include "experiments/settings/config.h"

namespace gymkhana {

/// The run itself broke; the program exits with status 1.
class TrainingFailure : public Error {
 public:
  using Error::Error;
};

/// Writes failure.safetensors: the agent's last good tensors, the batch (observations, actions, rewards,
/// ends), and as metadata seed, step, reason and configuration. Returns one line that says what broke, where
/// the capsule lies, and how to play it again: resuming the run repeats the failure exactly.
std::string save_failure(const RunDirectory& directory, const Experiment& experiment, const RunState& state,
                         const NonFinite& failure);

}  // namespace gymkhana
