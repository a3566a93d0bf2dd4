// The logs of a run, written together and cut back together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/run/logs/monitor_csv.h"
#include "experiments/run/logs/progress_csv.h"
#include "experiments/run/logs/tensorboard.h"
#include "experiments/run/run_directory.h"

namespace gymkhana {

/// How much of each log belongs to a checkpoint.
struct LogMarks {
  ProgressCsv::Mark progress = {};
  std::uint64_t monitor = 0, events = 0;  ///< bytes
  void serialize(Archive& archive) { archive(progress, monitor, events); }
};

class RunLogs {
 public:
  /// Goes on after `marks`; LogMarks{} starts new logs. Logs matter less than the run: where one lacks what
  /// its mark says, it goes on from what there is, and says so on stderr.
  RunLogs(const RunDirectory& directory, const LogMarks& marks, const std::string& env,
          const std::vector<std::string>& info);

  void episodes(const std::vector<Episode>& finished);
  /// A row of progress.csv and an event at `step`.
  void row(const Row& row, std::int64_t step);
  /// Where the logs stand; all of it is on disk afterwards.
  LogMarks mark();

 private:
  ProgressCsv progress_;
  MonitorCsv monitor_;
  TensorBoardLog events_;
};

}  // namespace gymkhana
