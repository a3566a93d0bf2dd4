// What a bench finds of a run on disk, and what is therefore to be done next.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/bench/plan.h"

namespace gymkhana {

enum class Stage { train, resume, score, done, failed };

/// Error when the directory holds a run with other settings. A damaged one passes: it is named and left out.
void refuse_other_settings(const Registry& registry, const BenchRun& run);

/// The stage of a run, told by its files alone: an interrupted bench goes on where the files say. Error when
/// they are damaged, or no run's.
Stage stage_of(const Registry& registry, const BenchRun& run);

/// The command line that does this stage: train, resume or eval, as a user would type it.
std::vector<std::string> command(const BenchRun& run, Stage stage);

/// What the child says goes here, beside the run's directory.
std::filesystem::path log_of(const BenchRun& run);

/// How far a run is by the last row of progress.csv; 0 and 0 before the first.
struct RunProgress {
  std::int64_t steps = 0;
  double seconds = 0;  ///< of training
};
RunProgress progress_of(const BenchRun& run);

/// The last line that the log has got since it was `from` bytes long, or `otherwise`.
std::string last_words(const BenchRun& run, std::uintmax_t from, const std::string& otherwise);

}  // namespace gymkhana
