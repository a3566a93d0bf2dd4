// From the directories of runs to a summary of the bench.
#pragma once

#include <string>
#include <vector>

#include "experiments/bench/runner.h"
#include "experiments/report/summary.h"

namespace gymkhana {

/// Reads every run that did not fail; what is missing or damaged is left out with a note. Error when nothing
/// is left.
BenchSummary collect(const BenchPlan& plan, const std::vector<BenchRun>& runs,
                     const std::vector<FailedRun>& failed, Anchors anchors);

}  // namespace gymkhana
