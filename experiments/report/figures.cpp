#include "experiments/report/figures.h"

#include <algorithm>
#include <cctype>

#include "experiments/plots/interval_plot.h"
#include "experiments/plots/line_plot.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

constexpr const char* kInterval = " with 95 % interval";

std::string file_name(const std::string& kind, const std::string& env) {
  return "plots/" + picture_name(kind + "-" + env);
}

std::vector<const PresetSummary*> presets_on(const BenchSummary& summary, const std::string& env) {
  std::vector<const PresetSummary*> presets;
  for (const PresetSummary& preset : summary.presets) {
    if (preset.env == env) presets.push_back(&preset);
  }
  return presets;
}

// Of those that are in the curve.
std::string seeds_text(const PresetSummary& preset) {
  const std::size_t count = preset.curve_runs.size();
  return std::to_string(count) + (count == 1 ? " seed" : " seeds");
}

// What is said of estimates only where an interval is claimed.
std::string claim(const std::vector<Estimate>& estimates, const std::string& text) {
  const auto claims = [](const Estimate& estimate) { return estimate.bounds.has_value(); };
  return std::any_of(estimates.begin(), estimates.end(), claims) ? text : "";
}

// What a preset's reference is; anchors do not tell optima from published scores.
std::string level_name(const BenchSummary& summary, const PresetSummary& preset) {
  if (preset.runs[0].optimum) return "optimum ";
  return summary.anchors.of(preset.env).best ? "best published or possible " : "solved at ";
}

Figure score_figure(const BenchSummary& summary, const std::string& env) {
  const auto presets = presets_on(summary, env);
  const bool exact = presets[0]->runs[0].episodes == 0;
  IntervalPlot plot{.title = env + ": final score",
                    .x_label = exact ? "expected return" : "mean return over fresh episodes"};
  std::vector<Estimate> scores;
  for (std::size_t i = 0; i < presets.size(); ++i) {
    scores.push_back(presets[i]->iqm);
    IntervalRow row{.label = presets[i]->name, .estimate = presets[i]->iqm, .style = i};
    for (const RunRecord& run : presets[i]->runs) row.dots.push_back(run.score);
    plot.rows.push_back(std::move(row));
  }
  plot.level = presets[0]->reference;
  if (plot.level) plot.level_label = level_name(summary, *presets[0]) + plain_text(*plot.level);
  return {file_name("scores", env),
          "Final scores on " + env + ": interquartile mean" + claim(scores, kInterval) + "; dots are seeds.",
          draw(plot)};
}

std::string scale_text(const Comparison& comparison) {
  return comparison.normalised ? "normalised score" : "mean return";
}

std::string numbered(const std::string& kind, std::size_t number) {
  return "plots/" + kind + "-" + std::to_string(number) + ".svg";
}

Figure aggregate_figure(const Comparison& comparison, std::size_t number) {
  IntervalPlot plot{.title = "Interquartile mean", .x_label = scale_text(comparison)};
  for (std::size_t i = 0; i < comparison.algorithms.size(); ++i) {
    plot.rows.push_back({.label = comparison.algorithms[i], .estimate = comparison.iqm[i], .style = i});
  }
  return {numbered("aggregate", number),
          std::string("Interquartile mean over ") +
              (comparison.envs.size() > 1 ? "environments and seeds" : "seeds") +
              claim(comparison.iqm, kInterval) + ".",
          draw(plot)};
}

Figure profile_figure(const Comparison& comparison, std::size_t number) {
  LinePlot plot{.title = "Performance profile",
                .x_label = scale_text(comparison) + " s",
                .y_label = "share of runs above s"};
  for (std::size_t i = 0; i < comparison.algorithms.size(); ++i) {
    plot.series.push_back({comparison.algorithms[i], comparison.levels, comparison.profiles[i], i});
  }
  return {numbered("profile", number),
          "Share of runs that score more than s" + claim(comparison.profiles[0], ", with 95 % band") +
              ": higher is better.",
          draw(plot)};
}

Figure improvement_figure(const Comparison& comparison, std::size_t number) {
  IntervalPlot plot{.title = "Probability of improvement",
                    .x_label = "probability that a run of the first beats a run of the second",
                    .level = 0.5,
                    .level_label = "no difference"};
  for (std::size_t x = 0; x < comparison.algorithms.size(); ++x) {
    for (std::size_t y = x + 1; y < comparison.algorithms.size(); ++y) {
      plot.rows.push_back({.label = comparison.algorithms[x] + " over " + comparison.algorithms[y],
                           .estimate = comparison.improvement[x][y],
                           .style = x});
    }
  }
  plot.range = Bounds{0, 1};
  return {numbered("improvement", number),
          "Probability of improvement" + claim(comparison.improvement[0], kInterval) + ".", draw(plot)};
}

}  // namespace

std::string return_label(bool evaluated) {
  return evaluated ? "return, evaluated" : "return, last 100 training episodes";
}

std::string picture_name(const std::string& what) {
  std::string name;
  for (const char c : what) {
    const bool kept = std::isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_';
    if (kept) name += c;
    if (!kept && !name.ends_with('-')) name += '-';
  }
  return name.substr(0, name.find_last_not_of('-') + 1) + ".svg";
}

std::string unused_file(const std::string& file, std::set<std::string>& taken) {
  std::string name = file;
  for (int number = 2; !taken.insert(name).second; ++number)
    name = file.substr(0, file.rfind('.')) + "-" + std::to_string(number) + ".svg";
  return name;
}

std::vector<std::string> envs_of(const BenchSummary& summary) {
  std::vector<std::string> envs;
  for (const PresetSummary& preset : summary.presets) {
    if (std::find(envs.begin(), envs.end(), preset.env) == envs.end()) envs.push_back(preset.env);
  }
  return envs;
}

Figure curve_figure(const BenchSummary& summary, const std::string& env) {
  const auto presets = presets_on(summary, env);
  const bool evaluated = presets[0]->evaluated;
  LinePlot plot{.title = env + ": learning curves",
                .x_label = "environment steps",
                .y_label = return_label(evaluated),
                .from_zero = true};
  std::vector<Estimate> points;
  for (std::size_t i = 0; i < presets.size(); ++i) {
    const PresetSummary& preset = *presets[i];
    if (preset.curve_runs.empty()) continue;  // as of planning: nothing is learned step by step
    points.insert(points.end(), preset.curve.values.begin(), preset.curve.values.end());
    plot.series.push_back(
        {preset.name + " (" + seeds_text(preset) + ")", preset.curve.steps, preset.curve.values, i});
    if (preset.solved) plot.level = preset.solved->threshold;
  }
  if (plot.level) plot.level_label = "solved at " + plain_text(*plot.level);
  return {file_name("curves", env),
          "Learning curves on " + env + ": interquartile mean over seeds" + claim(points, kInterval) +
              ", of " +
              (evaluated ? "evaluations during training." : "the returns of the last 100 training episodes."),
          draw(plot)};
}

std::vector<Figure> env_figures(const BenchSummary& summary, const std::string& env) {
  const auto presets = presets_on(summary, env);
  const auto has_curve = [](const PresetSummary* preset) { return preset->curve.steps.size() > 1; };
  std::vector<Figure> figures;
  if (std::any_of(presets.begin(), presets.end(), has_curve)) figures.push_back(curve_figure(summary, env));
  figures.push_back(score_figure(summary, env));
  return figures;
}

std::vector<Figure> comparison_figures(const Comparison& comparison, std::size_t number) {
  return {aggregate_figure(comparison, number), improvement_figure(comparison, number),
          profile_figure(comparison, number)};
}

}  // namespace gymkhana
