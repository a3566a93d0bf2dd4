#include "experiments/bench/progress.h"

#include <algorithm>

#include "base/text.h"
#include "experiments/bench/stage.h"

namespace gymkhana {
namespace {

std::string percent(double share) {
  return std::to_string(static_cast<int>(100 * share)) + " %";
}

}  // namespace

BenchProgress::BenchProgress(const std::vector<BenchRun>& runs) : runs_(runs) {
  for (const BenchRun& run : runs) look(run);
  before_ = done_;
}

void BenchProgress::look(const BenchRun& run) {
  const RunProgress progress = progress_of(run);
  const auto steps = static_cast<double>(progress.steps);
  done_[&run] = std::min(steps / static_cast<double>(run.experiment.train.n_timesteps), 1.0);
  Pace& pace = pace_[run.preset];
  if (progress.seconds <= 0 || steps < pace.steps) return;  // the longer a run, the better it tells
  pace = {steps, progress.seconds};
}

double BenchProgress::expected(const BenchRun& run) const {
  const Pace& pace = pace_.at(run.preset);
  if (pace.steps <= 0) return expected_seconds(run.experiment);
  return pace.seconds / pace.steps * static_cast<double>(run.experiment.train.n_timesteps);
}

void BenchProgress::finished(const BenchRun& run) {
  look(run);
  done_[&run] = 1;
  finished_.insert(&run);
}

void BenchProgress::update(const std::vector<const BenchRun*>& active) {
  if (!line_.due()) return;
  std::string status;
  for (const BenchRun* run : active) {
    look(*run);
    status += (status.empty() ? "  " : ", ") + run->preset + " " + std::to_string(run->seed) + " (" +
              percent(done_[run]) + ")";
  }
  double total = 0, done = 0, before = 0;
  for (const BenchRun& run : runs_) {
    total += expected(run);
    done += done_[&run] * expected(run);
    before += before_[&run] * expected(run);
  }
  std::string text = std::to_string(finished_.size()) + " of " + std::to_string(runs_.size()) + " runs (" +
                     percent(done / total) + ")";
  if (done > before) text += "  " + clock_time(line_.seconds() * (total - done) / (done - before)) + " left";
  line_.show(text + status);
}

}  // namespace gymkhana
