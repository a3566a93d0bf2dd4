// One progress display for all runs of a bench.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/status_line.h"
#include "experiments/bench/plan.h"

namespace gymkhana {

/// "12 of 40 runs (31 %)  1:24 left  acrobot-ppo 3 (57 %), pendulum-ppo 0 (12 %)". Runs weigh as much as they
/// are expected to take: what their preset has taken so far, or else what it promises.
class BenchProgress {
 public:
  explicit BenchProgress(const std::vector<BenchRun>& runs);

  /// Well or badly.
  void finished(const BenchRun& run);
  /// Shows the line if it is time to; `active` are the runs that are being worked on.
  void update(const std::vector<const BenchRun*>& active);
  void say(const std::string& line) { line_.say(line); }

 private:
  struct Pace {
    double steps = 0, seconds = 0;
  };

  void look(const BenchRun& run);
  double expected(const BenchRun& run) const;

  const std::vector<BenchRun>& runs_;
  std::map<const BenchRun*, double> before_, done_;  ///< shares, when this session began and now
  std::map<std::string, Pace> pace_;                 ///< of each preset
  std::set<const BenchRun*> finished_;
  StatusLine line_;
};

}  // namespace gymkhana
