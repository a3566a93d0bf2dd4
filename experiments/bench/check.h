// Presets are tests: does a bench keep what its presets promise in [expect]?
#pragma once

#include "experiments/bench/plan.h"
#include "experiments/report/tables.h"

namespace gymkhana {

/// False when the score has fallen: the measured interval (or the score, where none is claimed) lies below
/// the promised one. A thousandth is forgiven, for promises are rounded. Time never counts.
bool keeps_promise(const PresetSummary& preset);

/// Promise and measurement of each preset, side by side.
Table check_table(const BenchSummary& summary);

/// Whether no run of the plan is left out.
bool whole(const BenchPlan& plan, const BenchSummary& summary);

/// Whether every preset of the plan has all its runs and keeps its promise.
bool all_kept(const BenchPlan& plan, const BenchSummary& summary);

/// Error when a run is there that another build made: it says nothing of this one.
void refuse_other_builds(const std::vector<BenchRun>& runs);

}  // namespace gymkhana
