#include "experiments/report/found_runs.h"

#include <algorithm>
#include <map>
#include <set>

#include "envs/core/error.h"
#include "experiments/config.h"
#include "experiments/files.h"
#include "experiments/plots/line_plot.h"
#include "experiments/plots/numbers.h"
#include "experiments/preset.h"
#include "experiments/report/figures.h"
#include "experiments/report/monitor_curve.h"
#include "experiments/report/run_groups.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using Group = std::vector<const FoundRun*>;

// "CartPole-v1_3" is run 3 of CartPole-v1.
std::string without_number(const std::string& name) {
  const std::size_t bar = name.find_last_of('_');
  const bool numbered = bar != std::string::npos && bar > 0 && bar + 1 < name.size() &&
                        name.find_first_not_of("0123456789", bar + 1) == std::string::npos;
  return numbered ? name.substr(0, bar) : name;
}

bool has(const Settings& settings, const std::string& key) {
  return std::any_of(settings.begin(), settings.end(),
                     [&](const auto& setting) { return setting.first == key; });
}

// As near as one comes to decisive_settings without a description of world and agent: all but those of
// training in general that decide nothing.
Settings seemingly_decisive(Settings settings) {
  TrainConfig train;
  const Settings general = to_settings(fields(train)), decisive = decisive_settings({});
  std::erase_if(settings, [&](const auto& setting) {
    const std::string& key = setting.first;
    return key.starts_with("expect.") || (has(general, key) && !has(decisive, key));
  });
  return settings;
}

FoundRun read_ours(const Registry& registry, const fs::path& directory) {
  FoundRun run;
  const std::string config = directory / "config.ini";
  const Settings given = parse_ini(read_file(config), config);
  for (const auto& [key, value] : given) {
    if (key == "name") run.name = value;
    if (key == "env") run.world = value;
  }
  try {
    const Experiment experiment = resolve(registry, {{config, given}});
    run.world = world_name(registry, experiment);
    run.settings = decisive_settings(experiment);
  } catch (const Error&) {  // another program's world, agent or setting
    run.settings = seemingly_decisive(given);
  }
  std::erase_if(run.settings, [](const auto& setting) { return setting.first == "seed"; });
  ProgressCurves curves = read_progress(directory / "progress.csv");
  run.evaluations = std::move(curves.evaluations);
  run.training = std::move(curves.training);
  return run;
}

FoundRun read_theirs(const std::vector<fs::path>& files, const std::string& name, PlotNotes& notes) {
  MonitorCurve monitor = read_monitors(files);
  for (const std::string& fault : monitor.faults) notes.left_out.push_back("Left out: " + fault);
  if (monitor.skipped > 0)
    notes.remarks.push_back("\"" + files[0].string() + "\": " + std::to_string(monitor.skipped) +
                            " rows without a finite return or a length are passed over");
  return {.name = name, .world = monitor.env, .settings = {}, .training = std::move(monitor.curve)};
}

// Most errors name a file of the run, or its directory.
std::string left_out(const fs::path& place, const std::string& error) {
  const bool named = error.find(place.string()) != std::string::npos;
  return "Left out: " + (named ? "" : "\"" + place.string() + "\": ") + error;
}

std::vector<fs::path> directories_at(const fs::path& path) {
  std::vector<fs::path> all = {path};
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_directory()) all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

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
  if (band.steps.empty()) {
    notes.left_out.push_back("Not drawn: " + label + ": its runs have no steps in common");
  } else if (longest > 1.01 * band.steps.back()) {
    notes.remarks.push_back(label + ": runs of unequal length; the curve ends with the shortest, at " +
                            steps_text(band.steps.back()) + " of " + steps_text(longest) + " steps");
  }
}

bool has_evaluations(const FoundRun* run) {
  return run->evaluations.curve.steps.size() > 1;
}

bool has_episodes(const FoundRun* run) {
  return !run->training.curve.steps.empty();
}

// Evaluations where all have them; else returns in training, of those whose episodes end.
Figure figure_of(const std::string& world, Group runs, PlotNotes& notes) {
  const bool evaluated = std::all_of(runs.begin(), runs.end(), has_evaluations);
  for (const FoundRun* run : runs) {
    if (evaluated || has_episodes(run)) continue;
    notes.left_out.push_back("Left out: \"" + run->place.string() +
                             "\": no episode has ended, and not all runs of its world were evaluated");
  }
  if (!evaluated) std::erase_if(runs, [](const FoundRun* run) { return !has_episodes(run); });
  const std::string title = world.empty() ? "Learning curves" : world + ": learning curves";
  LinePlot plot{
      .title = title, .x_label = "environment steps", .y_label = return_label(evaluated), .from_zero = true};
  for (const auto& [label, members] : group_runs(runs, notes.remarks)) {
    const std::vector<Curve> curves = curves_of(members, evaluated);
    const CurveBand band = curve_band(curves);
    note_cuts(label, curves, band, notes);
    if (band.steps.empty()) continue;
    const std::string count = members.size() > 1 ? " (" + std::to_string(members.size()) + " runs)" : "";
    plot.series.push_back({label + count, band.steps, band.values, plot.series.size()});
  }
  if (plot.series.empty()) return {};
  return {picture_name(world.empty() ? "curves" : "curves-" + world), title, draw(plot)};
}

}  // namespace

std::vector<FoundRun> find_runs(const Registry& registry, const fs::path& path, PlotNotes& notes) {
  std::vector<FoundRun> runs;
  const std::size_t left_out_before = notes.left_out.size();
  const auto keep = [&](const fs::path& place, const auto& read) {
    try {
      FoundRun run = read();
      if (!has_episodes(&run) && !has_evaluations(&run))
        throw Error("no episode has ended, and there are no two evaluations");
      run.place = fs::canonical(place);
      runs.push_back(std::move(run));
    } catch (const std::exception& error) {
      notes.left_out.push_back(left_out(place, error.what()));
    }
  };
  if (fs::is_regular_file(path)) {
    keep(path, [&] { return read_theirs({path}, path.stem().stem(), notes); });
  } else if (!fs::is_directory(path)) {
    notes.left_out.push_back("Left out: there is no \"" + path.string() + "\"");
  } else {
    for (const fs::path& directory : directories_at(path)) {
      const std::vector<fs::path> monitors = monitors_in(directory);
      const std::string name = fs::canonical(directory).filename();
      if (fs::exists(directory / "config.ini")) {
        keep(directory, [&] { return read_ours(registry, directory); });
      } else if (!monitors.empty()) {
        keep(directory, [&] { return read_theirs(monitors, without_number(name), notes); });
      }
    }
    if (runs.empty() && notes.left_out.size() == left_out_before)
      notes.left_out.push_back("Left out: no run is in \"" + path.string() + "\"");
  }
  return runs;
}

std::vector<Figure> found_figures(std::vector<FoundRun> runs, PlotNotes& notes) {
  std::set<fs::path> seen;
  std::erase_if(runs, [&seen](const FoundRun& run) { return !seen.insert(run.place).second; });
  std::map<std::string, Group> worlds;
  for (const FoundRun& run : runs) worlds[run.world].push_back(&run);
  std::vector<Figure> figures;
  std::set<std::string> taken;
  for (const auto& [world, members] : worlds) {
    Figure figure = figure_of(world, members, notes);
    if (figure.svg.empty()) continue;
    figure.file = unused_file(figure.file, taken);
    figures.push_back(std::move(figure));
  }
  return figures;
}

}  // namespace gymkhana
