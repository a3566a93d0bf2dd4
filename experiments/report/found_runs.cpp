#include "experiments/report/found_runs.h"

#include <algorithm>
#include <deque>
#include <fstream>
#include <map>
#include <set>

#include "envs/core/error.h"
#include "experiments/files.h"
#include "experiments/logs/csv_table.h"
#include "experiments/plots/line_plot.h"
#include "experiments/preset.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWindow = 100;  // episodes

/// A finished training episode.
struct Ended {
  double time, length, total;
};

// "CartPole-v1_3" is run 3 of CartPole-v1.
std::string without_number(const std::string& name) {
  const std::size_t bar = name.find_last_of('_');
  const bool numbered = bar != std::string::npos && bar > 0 && bar + 1 < name.size() &&
                        name.find_first_not_of("0123456789", bar + 1) == std::string::npos;
  return numbered ? name.substr(0, bar) : name;
}

// What a monitor file's first line says: #{"t_start": 1.5, "env_id": "CartPole-v1"}.
std::string head_value(const std::string& head, const std::string& key) {
  const std::size_t at = head.find("\"" + key + "\":");
  if (at == std::string::npos) return "";
  const std::size_t begin = head.find_first_not_of(" \"", at + key.size() + 3);
  return begin == std::string::npos ? "" : head.substr(begin, head.find_first_of("\",}", begin) - begin);
}

void read_episodes(const fs::path& file, std::vector<Ended>& episodes, std::string& env) {
  std::string head;
  std::getline(std::ifstream(file) >> std::ws, head);
  const std::string id = head_value(head, "env_id"), start = head_value(head, "t_start");
  if (!id.empty() && id != "None") env = id;
  const CsvTable table = read_csv(file);
  const auto total = table.column("r"), length = table.column("l"), time = table.column("t");
  if (!total || !length || !time) throw Error("\"" + file.string() + "\" lacks one of the columns r, l, t");
  const double offset = start.empty() ? 0 : std::stod(start);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    episodes.push_back(
        {offset + table.number(row, *time), table.number(row, *length), table.number(row, *total)});
  }
}

bool is_monitor(const fs::path& path) {
  return path.filename().string().ends_with("monitor.csv");
}

std::vector<fs::path> monitors_in(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    if (is_monitor(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool is_ours(const fs::path& directory) {
  return fs::exists(directory / "config.ini") && fs::exists(directory / "progress.csv");
}

FoundRun read_ours(const fs::path& directory) {
  FoundRun run;
  const std::string config = directory / "config.ini";
  for (const auto& [key, value] : parse_ini(read_file(config), config)) {
    if (key == "name") run.label = value;
    if (key == "env") run.env = value;
  }
  const ProgressCurves curves = read_progress(directory / "progress.csv");
  run.evaluations = curves.evaluations;
  run.training = curves.training;
  return run;
}

FoundRun read_theirs(const std::vector<fs::path>& files, const std::string& label) {
  FoundRun run{.label = label};
  run.training = read_monitors(files, run.env);
  return run;
}

std::vector<fs::path> directories_at(const fs::path& path) {
  std::vector<fs::path> all = {path};
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_directory()) all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

LineSeries series_of(const std::string& label, const std::vector<const FoundRun*>& runs, bool evaluated) {
  std::vector<Curve> curves;
  for (const FoundRun* run : runs) curves.push_back((evaluated ? run->evaluations : run->training).curve);
  const CurveBand band = curve_band(curves);
  const std::string seeds = runs.size() > 1 ? " (" + std::to_string(runs.size()) + " runs)" : "";
  return {label + seeds, band.steps, band.values, 0};
}

Figure figure_of(const std::string& env, const std::vector<const FoundRun*>& runs) {
  const auto has_evaluations = [](const FoundRun* run) { return run->evaluations.curve.steps.size() > 1; };
  const bool evaluated = std::all_of(runs.begin(), runs.end(), has_evaluations);
  std::map<std::string, std::vector<const FoundRun*>> labels;
  for (const FoundRun* run : runs) labels[run->label].push_back(run);
  const std::string title = env.empty() ? "Learning curves" : env + ": learning curves";
  LinePlot plot{.title = title,
                .x_label = "environment steps",
                .y_label = evaluated ? "return, evaluated" : "return, last 100 training episodes",
                .from_zero = true};
  for (const auto& [label, members] : labels) {
    plot.series.push_back(series_of(label, members, evaluated));
    plot.series.back().style = plot.series.size() - 1;
  }
  std::string name = env.empty() ? "curves" : "curves-" + env;
  std::replace(name.begin(), name.end(), '/', '-');
  return {name + ".svg", title, draw(plot)};
}

}  // namespace

LoggedCurve read_monitors(const std::vector<fs::path>& files, std::string& env) {
  std::vector<Ended> episodes;
  for (const fs::path& file : files) read_episodes(file, episodes, env);
  std::stable_sort(episodes.begin(), episodes.end(),
                   [](const Ended& a, const Ended& b) { return a.time < b.time; });
  LoggedCurve curve;
  std::deque<double> window;
  double steps = 0, sum = 0;
  for (const Ended& episode : episodes) {
    steps += episode.length;
    sum += episode.total;
    window.push_back(episode.total);
    if (window.size() > kWindow) {
      sum -= window.front();
      window.pop_front();
    }
    curve.add(steps, sum / static_cast<double>(window.size()), episode.time - episodes.front().time);
  }
  return curve;
}

std::vector<FoundRun> find_runs(const fs::path& path, std::vector<std::string>& notes) {
  std::vector<FoundRun> runs;
  const auto keep = [&](const fs::path& place, const auto& read) {
    try {
      runs.push_back(read());
      if (runs.back().training.curve.steps.empty()) throw Error("no episode has ended");
    } catch (const std::exception& error) {
      notes.push_back("Left out: \"" + place.string() + "\": " + error.what());
      if (!runs.empty() && runs.back().training.curve.steps.empty()) runs.pop_back();
    }
  };
  if (fs::is_regular_file(path)) {
    keep(path, [&] { return read_theirs({path}, path.stem().stem()); });
  } else if (!fs::is_directory(path)) {
    notes.push_back("Left out: there is no \"" + path.string() + "\"");
  } else {
    for (const fs::path& directory : directories_at(path)) {
      const std::vector<fs::path> monitors = monitors_in(directory);
      const std::string name = fs::absolute(directory).lexically_normal().filename();
      if (is_ours(directory)) {
        keep(directory, [&] { return read_ours(directory); });
      } else if (!monitors.empty()) {
        keep(directory, [&] { return read_theirs(monitors, without_number(name)); });
      }
    }
    if (runs.empty() && notes.empty()) notes.push_back("Left out: no run is in \"" + path.string() + "\"");
  }
  return runs;
}

std::vector<Figure> found_figures(const std::vector<FoundRun>& runs) {
  std::map<std::string, std::vector<const FoundRun*>> worlds;
  for (const FoundRun& run : runs) worlds[run.env].push_back(&run);
  std::vector<Figure> figures;
  for (const auto& [env, members] : worlds) figures.push_back(figure_of(env, members));
  return figures;
}

}  // namespace gymkhana
