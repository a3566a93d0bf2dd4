// Checkpoints: one file from which a run goes on as if it had never stopped.
#pragma once

#include <filesystem>

#include "agents/agent.h"
#include "experiments/run/run_logs.h"
#include "experiments/run/run_state.h"

namespace gymkhana {

/// What a checkpoint knows of the world outside: it differs between runs that learn the same.
struct RunClock {
  double seconds = 0;  ///< of training so far
  LogMarks logs = {};
  void serialize(Archive& archive) { archive(seconds, logs); }
};

/// The agent's tensors, and as bytes "run/state" (worlds, generators, reward scale, counters), "run/clock",
/// and "run/settings" (those that results depend on). Experience that an agent keeps lies in files of its own
/// beside it.
void save_checkpoint(const std::filesystem::path& path, const Experiment& experiment, RunState& state,
                     const RunClock& clock);
/// Error names the file and the tensor that is missing, damaged, or belongs to something else, or the setting
/// that was another when the checkpoint was written.
RunClock load_checkpoint(const std::filesystem::path& path, const Experiment& experiment, RunState& state);

/// The agent alone: what evaluation needs. Its bytes depend on nothing but the experiment.
void save_agent(const std::filesystem::path& path, const Agent& agent);
/// Of either kind of file.
void load_agent(const std::filesystem::path& path, Agent& agent);

}  // namespace gymkhana
