// A world's answers to a list of actions, as JSON: how anyone compares an environment with its original.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "envs/core/registry.h"

namespace gymkhana {

/// The actions of a trace: the numbers of each action one after another, as the world's space lays them out.
struct TraceActions {
  std::vector<std::vector<double>> actions;
  std::optional<std::uint64_t> seed;  ///< of the recording, when the file is one
};

/// Reads a JSON list of actions (numbers, or lists of numbers), or a recording such as trace itself prints:
/// its first run's actions. Error names the file.
TraceActions read_actions(const std::string& path);

/// What to trace.
struct TraceRequest {
  std::string env;
  Settings options = {};   ///< the env's own
  Settings wrappers = {};  ///< around it, first the innermost
  std::uint64_t seed = 0;  ///< as in reset(seed=...)
  std::vector<std::vector<double>> actions = {};
};

/// {"env", "kwargs", "runs": [{"seed", "reset_obs", "steps"}]} on one line. A step is [action, observation,
/// reward, terminated, truncated]; after each end follows ["reset", observation], which takes no action.
/// Error names the first action that the world does not allow.
std::string trace_json(const EnvRegistry& envs, const TraceRequest& request);

}  // namespace gymkhana
