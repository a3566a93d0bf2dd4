#include "experiments/bench/collect.h"

#include <algorithm>
#include <map>

#include "base/error.h"

namespace gymkhana {
namespace {

std::string left_out(const std::string& preset, std::int64_t seed, const std::string& reason) {
  return "Left out: " + preset + " seed " + std::to_string(seed) + ": " + reason;
}

}  // namespace

BenchSummary collect(const BenchPlan& plan, const std::vector<BenchRun>& runs,
                     const std::vector<FailedRun>& failed, Anchors anchors) {
  std::vector<std::string> notes;
  std::map<std::string, std::vector<RunRecord>> by_preset;
  for (const BenchRun& run : runs) {
    const auto same = [&](const FailedRun& other) {
      return other.preset == run.preset && other.seed == run.seed;
    };
    const auto broken = std::find_if(failed.begin(), failed.end(), same);
    if (broken != failed.end()) {
      notes.push_back(left_out(run.preset, run.seed, broken->reason));
      continue;
    }
    try {
      RunRecord record = read_run(run.directory);
      record.preset = run.preset;
      record.env = run.env;
      record.settings = decisive_settings(run.experiment);
      std::erase_if(record.settings, [](const auto& setting) { return setting.first == "seed"; });
      by_preset[run.preset].push_back(std::move(record));
    } catch (const Error& error) {
      const std::string remedy = "; remove the run's folder, and it is run again";
      notes.push_back(left_out(run.preset, run.seed, error.what() + remedy));
    }
  }
  std::vector<std::vector<RunRecord>> presets;
  for (const BenchPreset& preset : plan.presets) presets.push_back(std::move(by_preset[preset.name]));
  BenchSummary summary = summarize_bench(std::move(presets), std::move(anchors), std::move(notes));
  for (PresetSummary& preset : summary.presets) {
    for (const BenchPreset& planned : plan.presets) {
      if (planned.name == preset.name) preset.expect = planned.experiment.expect;
    }
  }
  return summary;
}

}  // namespace gymkhana
