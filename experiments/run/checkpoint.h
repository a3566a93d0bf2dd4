// Checkpoints: one file from which a run goes on as if it had never stopped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "agents/agent.h"
#include "experiments/run/run_logs.h"
#include "experiments/run/run_state.h"

namespace gymkhana {

/// What a checkpoint knows besides what is learned: it differs between runs that learn the same.
struct RunClock {
  double seconds = 0;  ///< of training so far
  LogMarks logs = {};
  void serialize(Archive& archive) { archive(seconds, logs); }
};

/// How far the round of training had come that a checkpoint was written in.
struct RunStage {
  enum class Kind : std::int32_t {
    training,    ///< the next round begins
    evaluating,  ///< the last update is still to be evaluated and logged
    over,        ///< nothing is left to do: all steps are done
    solved       ///< nothing is left to do: stop_at_reward was reached
  };
  Kind kind = Kind::training;
  std::int64_t last_step = 0;  ///< evaluating: steps before the last update
  Row metrics = {};            ///< evaluating: what the last update told

  /// Error when what is read is no such stage.
  void serialize(Archive& archive);
};

/// Where a run goes on.
struct ResumePoint {
  RunClock clock = {};
  RunStage stage = {};
};

/// The agent's tensors, and as bytes "run/state" (environments, generators, reward scale, counters),
/// "run/clock", "run/stage" (unless the next round begins), and "run/settings" (those that results depend
/// on). Experience that an agent keeps lies in files of its own beside it.
void save_checkpoint(const std::filesystem::path& path, const Experiment& experiment, RunState& state,
                     const ResumePoint& point);
/// Error names the file and the tensor that is missing, damaged, or belongs to something else, or the setting
/// that was another when the checkpoint was written.
ResumePoint load_checkpoint(const std::filesystem::path& path, const Experiment& experiment, RunState& state);

/// The agent alone: what evaluation needs. Its bytes depend on nothing but the experiment.
void save_agent(const std::filesystem::path& path, const Agent& agent);
/// The same, and after how many steps it was so: what a viewer in another process follows.
void save_latest(const std::filesystem::path& path, const Agent& agent, std::int64_t steps);
/// The steps of a file of save_latest(); nothing for other weights.
std::optional<std::int64_t> steps_of(const TensorFile& file);
/// Of either kind of file.
void load_agent(const std::filesystem::path& path, Agent& agent);

}  // namespace gymkhana
