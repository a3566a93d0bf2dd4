// Whether an environment does again what a recording says that it did.
#pragma once

#include <cstdint>
#include <string>

#include "experiments/trace/trace.h"

namespace gymkhana {

/// A recording played again.
struct Replay {
  int episodes = 0;  ///< whole ones, and those that were broken off
  std::int64_t steps = 0;
  std::string difference = {};  ///< where it first went another way: "run 2 (seed 6), step 0: ..."; or empty
};

/// Plays the runs of `request` again and compares them with those in the recording at its `origin`: booleans
/// exactly, numbers to one part in a million (1e-6 near zero), observations where they were recorded. Counts
/// what agrees. Error when an action does not fit the environment.
Replay replay(const EnvRegistry& envs, const TraceRequest& request);

}  // namespace gymkhana
