#include "experiments/report/summary.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "experiments/settings/version.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

std::string today() {
  const std::time_t now = std::time(nullptr);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", std::gmtime(&now));
  return text;
}

// Why a run is not in its preset's curve.
std::string missing_text(const RunRecord& run, bool evaluated) {
  if (makes_curve(run, evaluated)) return "shares no steps with the others, and is not in the curve";
  return evaluated ? "has a single evaluation, too few points for a curve" : "has ended no training episode";
}

// Notes where the runs of a preset are not alike.
void note_differences(const PresetSummary& preset, std::vector<std::string>& notes) {
  const std::vector<RunRecord>& runs = preset.runs;
  const auto by_steps = [](const RunRecord& a, const RunRecord& b) { return a.steps < b.steps; };
  const auto [shortest, longest] = std::minmax_element(runs.begin(), runs.end(), by_steps);
  std::set<std::string> commits, machines;
  for (const RunRecord& run : runs) {
    commits.insert(run.commit);
    machines.insert(run.machine);
  }
  if (shortest->steps < longest->steps) {
    notes.push_back(preset.name + ": runs of unequal length, " + steps_text(shortest->steps) + " to " +
                    steps_text(longest->steps) + " steps; the curve ends with the shortest that is in it");
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!preset.curve_runs.empty() && !std::ranges::count(preset.curve_runs, i))
      notes.push_back(preset.name + ": seed " + std::to_string(runs[i].seed) + " " +
                      missing_text(runs[i], preset.evaluated));
  }
  if (commits.size() > 1)
    notes.push_back(preset.name + ": runs of different commits, " + join(commits, ", "));
  if (machines.size() > 1)
    notes.push_back(preset.name + ": runs of different machines, " + join(machines, "; "));
  if (runs.size() == 1) notes.push_back(preset.name + ": one seed only, so no interval is claimed");
}

// Environments on which every preset was evaluated often enough for a curve; on others, all show training
// returns.
std::map<std::string, bool> evaluated_envs(const std::vector<std::vector<RunRecord>>& presets) {
  std::map<std::string, bool> evaluated;
  for (const auto& runs : presets) {
    bool& all = evaluated.try_emplace(runs[0].env, true).first->second;
    all = all && has_evaluation_curves(runs);
  }
  return evaluated;
}

}  // namespace

BenchSummary summarize_bench(std::vector<std::vector<RunRecord>> presets, Anchors anchors,
                             std::vector<std::string> notes) {
  std::erase_if(presets, [](const auto& runs) { return runs.empty(); });
  if (presets.empty()) throw Error("no run is left to report on: " + (notes.empty() ? "" : notes[0]));
  BenchSummary summary{.date = today(), .version = version() + " (" + commit() + ")"};
  const std::map<std::string, bool> evaluated = evaluated_envs(presets);
  for (auto& runs : presets) {
    const bool evaluations = evaluated.at(runs[0].env);
    summary.presets.push_back(summarize(std::move(runs), anchors, evaluations));
    note_differences(summary.presets.back(), notes);
  }
  summary.comparisons = compare(summary.presets, anchors, notes);
  summary.notes = std::move(notes);
  summary.anchors = std::move(anchors);
  return summary;
}

}  // namespace gymkhana
