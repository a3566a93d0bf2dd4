#include "experiments/report/results_json.h"

#include <nlohmann/json.hpp>

namespace gymkhana {
namespace {

using json = nlohmann::ordered_json;

json to_json(const Estimate& estimate) {
  json out = {{"value", estimate.value}};
  if (estimate.bounds) {
    out["low"] = estimate.bounds->low;
    out["high"] = estimate.bounds->high;
  }
  return out;
}

json to_json(const std::vector<Estimate>& estimates) {
  json values = json::array(), low = json::array(), high = json::array();
  for (const Estimate& estimate : estimates) {
    values.push_back(estimate.value);
    if (!estimate.bounds) continue;
    low.push_back(estimate.bounds->low);
    high.push_back(estimate.bounds->high);
  }
  return {{"value", values}, {"low", low}, {"high", high}};
}

json to_json(const RunRecord& run) {
  return {{"seed", run.seed},         {"score", run.score},    {"standard_error", run.standard_error},
          {"episodes", run.episodes}, {"steps", run.steps},    {"seconds", run.seconds},
          {"commit", run.commit},     {"machine", run.machine}};
}

json scores_json(const PresetSummary& preset) {
  json out = {
      {"iqm", to_json(preset.iqm)}, {"mean", to_json(preset.mean)}, {"median", to_json(preset.median)}};
  if (preset.gap) {
    out["gap"] = to_json(*preset.gap);
    out["reference"] = *preset.reference;
  }
  return out;
}

json to_json(const PresetSummary& preset) {
  json out = {{"name", preset.name},          {"environment", preset.env}, {"algo", preset.algo},
              {"score", scores_json(preset)}, {"steps", preset.steps},     {"seconds", preset.seconds}};
  if (const auto& solved = preset.solved) {
    out["to_threshold"] = {{"threshold", solved->threshold},
                           {"share", solved->share},
                           {"steps", solved->steps},
                           {"seconds", solved->seconds}};
  }
  if (const Expectation& expect = preset.expect; expect.complete())
    out["expect"] = {
        {"iqm", expect.iqm}, {"low", expect.low}, {"high", expect.high}, {"seeds", expect.seeds}};
  out["curve"] = {{"kind", preset.evaluated ? "evaluation" : "training"},
                  {"steps", preset.curve.steps},
                  {"iqm", to_json(preset.curve.values)}};
  if (preset.area) out["curve"]["area"] = to_json(*preset.area);
  for (const RunRecord& run : preset.runs) out["runs"].push_back(to_json(run));
  return out;
}

json to_json(const Comparison& comparison) {
  json out = {{"environments", comparison.envs},
              {"normalised", comparison.normalised},
              {"levels", comparison.levels}};
  for (std::size_t i = 0; i < comparison.algorithms.size(); ++i) {
    json algorithm = {{"name", comparison.algorithms[i]},
                      {"iqm", to_json(comparison.iqm[i])},
                      {"mean", to_json(comparison.mean[i])},
                      {"median", to_json(comparison.median[i])}};
    if (comparison.normalised) algorithm["gap"] = to_json(comparison.gap[i]);
    algorithm["profile"] = to_json(comparison.profiles[i]);
    for (std::size_t j = 0; j < comparison.algorithms.size(); ++j) {
      if (j != i)
        algorithm["improvement_over"][comparison.algorithms[j]] = to_json(comparison.improvement[i][j]);
    }
    out["algorithms"].push_back(algorithm);
  }
  return out;
}

}  // namespace

std::string results_json(const BenchSummary& summary) {
  json out = {{"gymkhana", summary.version}, {"date", summary.date}, {"command", summary.command}};
  out["presets"] = json::array();
  for (const PresetSummary& preset : summary.presets) out["presets"].push_back(to_json(preset));
  out["comparisons"] = json::array();
  for (const Comparison& comparison : summary.comparisons) out["comparisons"].push_back(to_json(comparison));
  out["notes"] = summary.notes;
  return out.dump(1) + "\n";
}

}  // namespace gymkhana
