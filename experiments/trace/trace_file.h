// Recordings: what was done in an environment, as `trace` prints it, as golden files hold it, and as `play`
// keeps it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "envs/core/fields.h"

namespace gymkhana {

/// The actions of one run: the numbers of each action one after another, as the environment's space lays them
/// out.
struct RecordedRun {
  std::uint64_t seed = 0;  ///< as in reset(seed=...)
  std::vector<std::vector<double>> actions = {};
};

/// What to do in which environment.
struct Recording {
  std::string env;  ///< empty when the file is a plain list of actions
  Settings options = {};
  Settings wrappers = {};  ///< around it, first the innermost
  std::vector<RecordedRun> runs = {};
};

/// Reads {"env", "kwargs", "wrappers" (if any), "runs": [{"seed", "steps"}]}, or a plain JSON list of actions
/// (numbers, or lists of numbers), which makes one run of seed 0. Error names the file and what is wrong in
/// it.
Recording read_recording(const std::string& path);

}  // namespace gymkhana
