// The one training loop of all agents: gather, learn, log, evaluate, save.
#pragma once

#include <optional>
#include <string>

#include "base/files.h"
#include "base/progress_line.h"
#include "experiments/run/checkpoint.h"
#include "experiments/run/run_directory.h"
#include "experiments/run/run_logs.h"
#include "experiments/run/run_state.h"
#include "experiments/run/score.h"
#include "experiments/settings/config.h"
#include "viz/feed.h"

namespace gymkhana {

/// How a run came to its end.
enum class Ending { finished, solved, interrupted };

struct TrainingOutcome {
  Ending ending = Ending::finished;
  std::optional<Score> score = {};  ///< of the last evaluation; nothing where eval_episodes is 0
  double seconds = 0;               ///< of training and evaluation, all sessions together
};

class Trainer {
 public:
  /// Goes on from `state`, at `point`; ResumePoint{} is the beginning. All but `point` outlive the trainer.
  /// Error when another process trains in that directory.
  Trainer(const Registry& registry, const Experiment& experiment, RunState& state,
          const RunDirectory& directory, const ResumePoint& point);

  /// Trains to the end, or until somebody asks to stop. What was learned is saved before it is evaluated; the
  /// last checkpoint is the caller's to save, once the result is written.
  TrainingOutcome run();
  /// Tells a viewer, too, how training goes, and ends early when it asks to. `feed` outlives the trainer.
  void publish_to(viz::LiveFeed& feed) { feed_ = &feed; }
  /// Saves a checkpoint of the present state.
  void save();

 private:
  /// Whether `every` steps were completed by the last update; 0 is never.
  bool due(std::int64_t every) const;
  bool stop_requested() const;
  bool finished() const { return state_.counters().steps >= config_.n_timesteps; }
  void learn();
  /// What follows an update: evaluation, log, checkpoint, where they are due.
  void finish_round();
  bool evaluation_due() const;
  void evaluate();
  Score evaluate_now();
  void log();
  void save_at(RunStage stage);
  void save_latest_weights();
  RunStage stage() const;
  Row time_row() const;
  double seconds() const;
  std::string status() const;

  const Registry& registry_;
  const Experiment& experiment_;
  const TrainConfig& config_;
  RunState& state_;
  const RunDirectory& directory_;
  FolderLock lock_;  // before the logs: they are cut back as they are opened
  RunLogs logs_;
  ProgressLine line_;
  viz::LiveFeed* feed_ = nullptr;  // of a viewer, if one watches
  Row metrics_;                    // of the last update
  std::int64_t first_step_;        // of this session
  std::int64_t last_step_;         // before the last update
  double earlier_seconds_;         // of earlier sessions
  double start_;
  double latest_saved_;             // when latest.safetensors was written
  bool evaluation_pending_;         // of the update before the checkpoint that the run goes on from
  std::optional<Score> evaluated_;  // after the last update, if at all
  std::string last_evaluation_;     // for the progress line
  TrainingOutcome outcome_;
};

}  // namespace gymkhana
