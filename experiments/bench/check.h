// Presets are tests: does a bench keep what its presets promise in [expect]?
#pragma once

#include "experiments/bench/plan.h"
#include "experiments/report/tables.h"

namespace gymkhana {

/// False when the score has fallen: the IQM lies further below the promised one than chance explains. Over as
/// many seeds as were promised that is sqrt(2) times as far as the promised interval reaches, because the
/// difference of two measurements varies so much more than one; over fewer seeds it is further. How widely
/// the seeds scatter now excuses nothing. A promise of one seed has the interval of its episodes, and holds
/// for that seed. A thousandth is forgiven, for promises are rounded. Time never counts.
bool keeps_promise(const PresetSummary& preset);

/// Promise and measurement of each preset, side by side. No promise is called kept of which runs are missing.
Table check_table(const BenchPlan& plan, const BenchSummary& summary);

/// Whether no run of the plan is left out.
bool whole(const BenchPlan& plan, const BenchSummary& summary);

/// Whether every preset of the plan has all its runs and keeps its promise.
bool all_kept(const BenchPlan& plan, const BenchSummary& summary);

/// Error when a run is there that another build made or began: it says nothing of this one. `directory` is
/// the bench's.
void refuse_other_builds(const std::vector<BenchRun>& runs, const std::filesystem::path& directory);

}  // namespace gymkhana
