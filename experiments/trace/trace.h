// An environment's answers to a list of actions, as JSON: how anyone compares an environment with its
// original.
#pragma once

#include <string>
#include <vector>

#include "envs/core/registry.h"
#include "experiments/trace/trace_file.h"

namespace gymkhana {

/// What to trace.
struct TraceRequest {
  std::string env;
  Settings options = {};     ///< the env's own
  Settings wrappers = {};    ///< around it, first the innermost
  bool observations = true;  ///< else null stands for each of them
  std::string origin = {};   ///< the file that the actions come from, for errors
  std::vector<RecordedRun> runs = {};
};

/// {"env", "kwargs", "runs": [{"seed", "reset_obs", "steps"}]} on one line; "wrappers", pairs of name and
/// value, where there are some. A step is [action, observation, reward, terminated, truncated]; after each
/// end follows ["reset", observation], which takes no action. Error names the first step whose action the
/// environment does not allow.
std::string trace_json(const EnvRegistry& envs, const TraceRequest& request);

/// The road after reset(seed), in the same way: a run holds "seed", "tiles" (their number), and "track", each
/// tile's [alpha, beta, x, y]. The request's actions and wrappers play no part. Error when the environment
/// has none.
std::string track_json(const EnvRegistry& envs, const TraceRequest& request);

}  // namespace gymkhana
