// Runs what is missing of a bench, filling the cores with whole runs.
#pragma once

#include <string>
#include <vector>

#include "experiments/bench/plan.h"

namespace gymkhana {

/// A run that came to nothing.
struct FailedRun {
  std::string preset;
  std::int64_t seed = 0;
  std::string reason;
};

struct BenchOutcome {
  bool interrupted = false;  ///< by Ctrl-C; every run has saved
  std::vector<FailedRun> failed;
};

/// Up to `side_by_side` processes at once, each a run with one worker; `program` is what they are called in
/// hints. A run that breaks, or is damaged, is noted, and the others go on.
BenchOutcome run_bench(const Registry& registry, const std::vector<BenchRun>& runs, int side_by_side,
                       const std::string& program);

}  // namespace gymkhana
