#include "experiments/bench/check.h"

#include <algorithm>
#include <cmath>

#include "experiments/report/numbers.h"

namespace gymkhana {

bool keeps_promise(const PresetSummary& preset) {
  const double best = preset.iqm.bounds ? preset.iqm.bounds->high : preset.iqm.value;
  return best >= preset.expect.low - 1e-3 * std::abs(preset.expect.low);
}

Table check_table(const BenchSummary& summary) {
  Table table = {{"preset", "seeds", "promised", "IQM [95 % interval]", "steps", "time", ""}};
  for (const PresetSummary& preset : summary.presets) {
    const Expectation& expect = preset.expect;
    const Estimate promised{expect.iqm, Bounds{expect.low, expect.high}};
    table.push_back({preset.name, std::to_string(preset.runs.size()), estimate_text(promised),
                     estimate_text(preset.iqm), steps_text(preset.steps),
                     seconds_text(preset.seconds) + " (" + seconds_text(expect.seconds) + ")",
                     keeps_promise(preset) ? "kept" : "FALLEN"});
  }
  return table;
}

bool all_kept(const BenchPlan& plan, const BenchSummary& summary) {
  return plan.presets.size() == summary.presets.size() &&
         std::all_of(summary.presets.begin(), summary.presets.end(), keeps_promise);
}

}  // namespace gymkhana
