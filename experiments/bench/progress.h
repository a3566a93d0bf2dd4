// One progress display for all runs of a bench.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "experiments/bench/plan.h"
#include "experiments/logs/status_line.h"

namespace gymkhana {

/// "12 of 40 runs (31 %)  1:24 left  acrobot-ppo 3 (57 %), pendulum-ppo 0 (12 %)". Runs weigh as much as they
/// are expected to take.
class BenchProgress {
 public:
  explicit BenchProgress(const std::vector<BenchRun>& runs);

  /// Well or badly.
  void finished(const BenchRun& run) { finished_.insert(&run); }
  /// Shows the line if it is time to; `active` are the runs that are being worked on.
  void update(const std::vector<const BenchRun*>& active);
  void say(const std::string& line) { line_.say(line); }

 private:
  const std::vector<BenchRun>& runs_;
  std::set<const BenchRun*> finished_;
  StatusLine line_;
  double total_ = 0;  ///< expected seconds of all runs
  double first_ = 0;  ///< of which were done when this session began
};

}  // namespace gymkhana
