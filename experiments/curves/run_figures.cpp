#include "experiments/curves/run_figures.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "experiments/curves/group_runs.h"
#include "experiments/plots/line_plot.h"
#include "experiments/report/figures.h"
#include "experiments/stats/numbers.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using Group = std::vector<const FoundRun*>;

std::vector<Curve> curves_of(const Group& runs, bool evaluated) {
  std::vector<Curve> curves;
  for (const FoundRun* run : runs) curves.push_back((evaluated ? run->evaluations : run->training).curve);
  return curves;
}

// A band goes as far as all of its runs.
void note_cuts(const std::string& label, const std::vector<Curve>& curves, const CurveBand& band,
               PlotNotes& notes) {
  double longest = 0;
  for (const Curve& curve : curves) longest = std::max(longest, curve.steps.back());
  if (longest > 1.01 * band.steps.back())
    notes.remarks.push_back(label + ": runs of unequal length; the curve ends with the shortest, at " +
                            steps_text(band.steps.back()) + " of " + steps_text(longest) + " steps");
}

bool mostly_evaluated(const RunGroup& group) {
  const auto evaluated = [](const FoundRun* run) { return has_evaluations(*run); };
  return 2 * std::ranges::count_if(group.runs, evaluated) >= std::ssize(group.runs);
}

// Those of a group that make a curve together; the others are named.
Group drawable(const Group& runs, bool evaluated, PlotNotes& notes) {
  const auto leave_out = [&notes](const FoundRun* run, const std::string& reason) {
    notes.left_out.push_back("Left out: \"" + run->place.string() + "\": " + reason);
  };
  Group with_curve, drawn;
  for (const FoundRun* run : runs) {
    if (evaluated ? has_evaluations(*run) : has_episodes(*run)) {
      with_curve.push_back(run);
    } else {
      leave_out(run, evaluated ? "it has no two evaluations, as others of its environment have"
                               : "no episode has ended, and not all runs of its environment were evaluated");
    }
  }
  const std::vector<std::size_t> together = overlapping(curves_of(with_curve, evaluated));
  for (std::size_t i = 0; i < with_curve.size(); ++i) {
    if (std::ranges::count(together, i)) {
      drawn.push_back(with_curve[i]);
    } else {
      leave_out(with_curve[i], "it shares no steps with the others of its name");
    }
  }
  return drawn;
}

// Evaluations where most of each group have them; else returns in training.
Figure figure_of(const std::string& env, const Group& runs, PlotNotes& notes) {
  const std::vector<RunGroup> groups = group_runs(runs, notes.remarks);
  const bool evaluated = std::ranges::all_of(groups, mostly_evaluated);
  if (!evaluated && std::ranges::any_of(groups, mostly_evaluated))
    notes.remarks.push_back((env.empty() ? "" : env + ": ") +
                            "some runs were not evaluated; all are drawn by their returns in training");
  const std::string title = env.empty() ? "Learning curves" : env + ": learning curves";
  LinePlot plot{
      .title = title, .x_label = "environment steps", .y_label = return_label(evaluated), .from_zero = true};
  for (const auto& [label, members] : groups) {
    const Group drawn = drawable(members, evaluated, notes);
    if (drawn.empty()) continue;
    const std::vector<Curve> curves = curves_of(drawn, evaluated);
    const CurveBand band = curve_band(curves);
    note_cuts(label, curves, band, notes);
    const std::string count = drawn.size() > 1 ? " (" + std::to_string(drawn.size()) + " runs)" : "";
    plot.series.push_back({label + count, band.steps, band.values, plot.series.size()});
  }
  return {picture_name(env.empty() ? "curves" : "curves-" + env), title, draw(plot)};
}

}  // namespace

std::vector<Figure> found_figures(std::vector<FoundRun> runs, PlotNotes& notes) {
  std::set<std::pair<fs::path, std::string>> seen;
  std::erase_if(runs, [&seen](const FoundRun& run) { return !seen.insert({run.place, run.env}).second; });
  std::map<std::string, Group> envs;
  for (const FoundRun& run : runs) envs[run.env].push_back(&run);
  std::vector<Figure> figures;
  std::set<std::string> taken;
  for (const auto& [env, members] : envs) {
    Figure figure = figure_of(env, members, notes);
    figure.file = unused_file(figure.file, taken);
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace gymkhana
