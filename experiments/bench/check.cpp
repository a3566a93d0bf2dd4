#include "experiments/bench/check.h"

#include <algorithm>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "experiments/settings/version.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

bool is_whole(const BenchPlan& plan, const PresetSummary& preset) {
  const auto same = [&preset](const BenchPreset& planned) { return planned.name == preset.name; };
  return std::ssize(preset.runs) == std::ranges::find_if(plan.presets, same)->seeds;
}

std::string verdict(const BenchPlan& plan, const PresetSummary& preset) {
  if (!keeps_promise(preset)) return "FALLEN";
  return is_whole(plan, preset) ? "kept" : "RUNS MISSING";
}

}  // namespace

bool keeps_promise(const PresetSummary& preset) {
  const Expectation& promised = preset.expect;
  const double seeds = static_cast<double>(promised.seeds) / static_cast<double>(preset.runs.size());
  const double chance = std::sqrt(1 + seeds) * (promised.iqm - promised.low) + 1e-3 * std::abs(promised.low);
  return preset.iqm.value >= promised.iqm - chance;
}

Table check_table(const BenchPlan& plan, const BenchSummary& summary) {
  Table table = {
      {"preset", "seeds", "promised", "IQM [95 % interval]", "steps", "time (promised)", "verdict"}};
  for (const PresetSummary& preset : summary.presets) {
    const Expectation& expect = preset.expect;
    const Estimate promised{expect.iqm, Bounds{expect.low, expect.high}};
    table.push_back({preset.name, std::to_string(preset.runs.size()), estimate_text(promised),
                     estimate_text(preset.iqm), steps_text(preset.steps),
                     seconds_text(preset.seconds) + " (" + seconds_text(expect.seconds) + ")",
                     verdict(plan, preset)});
  }
  return table;
}

bool whole(const BenchPlan& plan, const BenchSummary& summary) {
  const auto is_there = [&plan](const PresetSummary& preset) { return is_whole(plan, preset); };
  return summary.presets.size() == plan.presets.size() && std::ranges::all_of(summary.presets, is_there);
}

bool all_kept(const BenchPlan& plan, const BenchSummary& summary) {
  return whole(plan, summary) && std::all_of(summary.presets.begin(), summary.presets.end(), keeps_promise);
}

void refuse_other_builds(const std::vector<BenchRun>& runs, const std::filesystem::path& directory) {
  const bool begun_by_us = checks_this_build(directory);
  const bool committed = commit() != "unknown" && !commit().ends_with('+');  // else builds share a name
  for (const BenchRun& run : runs) {
    if (!std::filesystem::exists(run.directory / "config.ini")) continue;
    const std::filesystem::path result = run.directory / "result.json";
    const bool trained = std::filesystem::is_regular_file(result);
    if (!begun_by_us && !(trained && committed))
      throw Error(
          "\"" + run.directory.string() +
          "\" was begun by another build, or not to check one; name another --directory to check this one");
    if (!trained) continue;
    const auto document = nlohmann::json::parse(read_file(result), nullptr, false);
    if (!document.is_object()) continue;  // damaged: it will be left out
    const nlohmann::json made = document.value("commit", nlohmann::json());
    if (made == commit()) continue;
    throw Error("\"" + run.directory.string() + "\" was trained by the build of commit " + made.dump() +
                ", this one is " + commit() + "; name another --directory to check it");
  }
}

}  // namespace gymkhana
