#include "experiments/bench/progress.h"

#include <algorithm>

#include "experiments/bench/run_files.h"

namespace gymkhana {
namespace {

double share_done(const BenchRun& run) {
  const double share =
      static_cast<double>(steps_so_far(run)) / static_cast<double>(run.experiment.train.n_timesteps);
  return std::min(share, 1.0);
}

std::string percent(double share) {
  return std::to_string(static_cast<int>(100 * share)) + " %";
}

}  // namespace

BenchProgress::BenchProgress(const std::vector<BenchRun>& runs) : runs_(runs) {
  for (const BenchRun& run : runs) {
    total_ += expected_seconds(run.experiment);
    first_ += share_done(run) * expected_seconds(run.experiment);
  }
}

void BenchProgress::update(const std::vector<const BenchRun*>& active) {
  if (!line_.due()) return;
  double done = 0;
  for (const BenchRun* run : finished_) done += expected_seconds(run->experiment);
  std::string status;
  for (const BenchRun* run : active) {
    const double share = share_done(*run);
    done += share * expected_seconds(run->experiment);
    status += (status.empty() ? "  " : ", ") + run->preset + " " + std::to_string(run->seed) + " (" +
              percent(share) + ")";
  }
  std::string text = std::to_string(finished_.size()) + " of " + std::to_string(runs_.size()) + " runs (" +
                     percent(done / total_) + ")";
  if (done > first_) text += "  " + clock_time(line_.seconds() * (total_ - done) / (done - first_)) + " left";
  line_.show(text + status);
}

}  // namespace gymkhana
