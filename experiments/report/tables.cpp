#include "experiments/report/tables.h"

#include <algorithm>

#include "base/text.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

std::string range_text(const PresetSummary& preset) {
  const auto by_score = [](const RunRecord& a, const RunRecord& b) { return a.score < b.score; };
  const auto [low, high] = std::minmax_element(preset.runs.begin(), preset.runs.end(), by_score);
  return score_text(low->score, preset.iqm.value) + " to " + score_text(high->score, preset.iqm.value);
}

std::string gap_text(const PresetSummary& preset) {
  if (!preset.gap) return "";
  return score_text(preset.gap->value, preset.iqm.value) + " (to " + plain_text(*preset.reference) + ")";
}

std::string episodes_text(const RunRecord& run) {
  return run.episodes == 0 ? "exact scores by the environment's rules"
                           : std::to_string(run.episodes) + " fresh episodes each after the last step";
}

// Where the steps to a threshold come from, and how finely they are known: as of the run evaluated most
// rarely.
std::string source_text(const PresetSummary& preset) {
  double apart = 0;
  for (const RunRecord& run : preset.runs) {
    const std::vector<double>& steps = run.evaluations.curve.steps;
    if (steps.size() > 1) apart = std::max(apart, steps[1] - steps[0]);
  }
  const std::string evaluations =
      apart > 0 ? "evaluations every " + steps_text(apart) : "the last evaluation";
  return preset.evaluated ? evaluations : evaluations + ", training";
}

std::string area_text(const PresetSummary& preset) {
  if (!preset.area) return "";
  const std::vector<double>& steps = preset.curve.steps;
  return estimate_text(*preset.area) + " over " + steps_text(steps.back() - steps.front()) +
         (preset.evaluated ? "" : " (training)");
}

}  // namespace

Table short_table(const BenchSummary& summary) {
  Table table = {{"preset", "seeds", "IQM [95 % interval]", "solved", "steps to it", "time"}};
  for (const PresetSummary& preset : summary.presets) {
    const auto& solved = preset.solved;
    table.push_back({preset.name, std::to_string(preset.runs.size()), estimate_text(preset.iqm),
                     solved ? percent_text(solved->share) : "", solved ? steps_text(solved->steps) : "",
                     seconds_text(preset.seconds)});
  }
  return table;
}

Table score_table(const BenchSummary& summary) {
  Table table = {{"preset", "environment", "seeds", "IQM [95 % interval]", "mean", "median",
                  "lowest to highest", "gap", "steps", "time"}};
  for (const PresetSummary& preset : summary.presets) {
    const double scale = preset.iqm.value;
    table.push_back({preset.name, preset.env, std::to_string(preset.runs.size()), estimate_text(preset.iqm),
                     score_text(preset.mean.value, scale), score_text(preset.median.value, scale),
                     range_text(preset), gap_text(preset), steps_text(preset.steps),
                     seconds_text(preset.seconds)});
  }
  return table;
}

Table speed_table(const BenchSummary& summary) {
  Table table = {{"preset", "threshold", "seeds that reach it", "steps to it", "time to it", "known by",
                  "area under the curve"}};
  for (const PresetSummary& preset : summary.presets) {
    if (const auto& solved = preset.solved) {
      table.push_back({preset.name, plain_text(solved->threshold), percent_text(solved->share),
                       steps_text(solved->steps), seconds_text(solved->seconds), source_text(preset),
                       area_text(preset)});
    } else if (preset.area) {
      table.push_back({preset.name, "", "", "", "", "", area_text(preset)});
    }
  }
  return table.size() > 1 ? table : Table{};
}

Table anchor_table(const BenchSummary& summary) {
  Table table = {{"environment", "who", "algorithm", "score", "steps", "protocol"}};
  std::vector<PresetSummary> presets = summary.presets;
  std::stable_sort(presets.begin(), presets.end(),
                   [](const auto& a, const auto& b) { return a.env < b.env; });
  for (std::size_t i = 0; i < presets.size(); ++i) {
    const PresetSummary& ours = presets[i];
    const std::vector<Anchor>& published = summary.anchors.of(ours.env).published;
    if (published.empty()) continue;
    table.push_back({ours.env, "ours: " + ours.name, ours.algo, estimate_text(ours.iqm),
                     steps_text(ours.steps),
                     (ours.runs.size() == 1 ? "one seed, "
                                            : "IQM over " + std::to_string(ours.runs.size()) + " seeds, ") +
                         episodes_text(ours.runs[0])});
    if (i + 1 < presets.size() && presets[i + 1].env == ours.env) continue;
    for (const Anchor& anchor : published) {
      const std::string spread = anchor.spread ? " ± " + plain_text(*anchor.spread) : "";
      table.push_back({ours.env, anchor.source, anchor.algo, plain_text(anchor.score) + spread,
                       anchor.steps > 0 ? steps_text(anchor.steps) : "",
                       summary.anchors.sources.at(anchor.source)});
    }
  }
  return table.size() > 1 ? table : Table{};
}

Table comparison_table(const Comparison& comparison) {
  Table table = {{"algorithm", "steps", "IQM [95 % interval]", "mean", "median"}};
  if (comparison.normalised) table[0].push_back("optimality gap");
  for (std::size_t i = 0; i < comparison.algorithms.size(); ++i) {
    const std::string fewest = steps_text(comparison.steps[i].low),
                      most = steps_text(comparison.steps[i].high);
    table.push_back({comparison.algorithms[i], fewest == most ? most : fewest + " to " + most,
                     estimate_text(comparison.iqm[i]), estimate_text(comparison.mean[i]),
                     estimate_text(comparison.median[i])});
    if (comparison.normalised) table.back().push_back(estimate_text(comparison.gap[i]));
  }
  return table;
}

Table improvement_table(const Comparison& comparison) {
  Table table(1, {"P(row beats column)"});
  table[0].insert(table[0].end(), comparison.algorithms.begin(), comparison.algorithms.end());
  for (std::size_t x = 0; x < comparison.algorithms.size(); ++x) {
    auto& row = table.emplace_back();
    row.push_back(comparison.algorithms[x]);
    for (std::size_t y = 0; y < comparison.algorithms.size(); ++y) {
      row.push_back(x == y ? "" : estimate_text(comparison.improvement[x][y]));
    }
  }
  return table;
}

std::string method_text() {
  return "A score is the mean return of a run's last weights over at least 100 fresh episodes, or exact "
         "where the environment shows its rules. IQM is the mean of the seeds without the lowest and the "
         "highest "
         "quarter, rounded down. Brackets and bands are 95 % intervals of a bootstrap stratified by "
         "environment "
         "(50,000 resamples; 2,000 for curves, profiles and probabilities); those of three seeds reach from "
         "the lowest to the highest. The gap is what is missing to the environment's optimum, else to the "
         "best "
         "published score, else to its threshold. Steps and time to the threshold are medians over seeds; a "
         "seed that never gets there counts as later than all others; they are known as finely as "
         "evaluations follow each other, or by the returns of 100 training episodes where these arrive "
         "first. The area under a curve is its mean height over the steps told. On the normalised scale 0 is "
         "uniformly random actions and 1 the optimum or the best published score, which ours may exceed. A "
         "environment is an id with those options that are not its defaults.";
}

std::string title_of(const Comparison& comparison) {
  return join(comparison.algorithms, ", ") + " on " + join(comparison.envs, ", ");
}

}  // namespace gymkhana
