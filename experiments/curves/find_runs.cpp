#include "experiments/curves/find_runs.h"

#include <algorithm>

#include "base/error.h"
#include "base/files.h"
#include "experiments/curves/monitor_curve.h"
#include "experiments/settings/config.h"
#include "experiments/settings/preset.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

// "CartPole-v1_3" is run 3 of CartPole-v1.
std::string without_number(const std::string& name) {
  const std::size_t bar = name.find_last_of('_');
  const bool numbered = bar != std::string::npos && bar > 0 && bar + 1 < name.size() &&
                        name.find_first_not_of("0123456789", bar + 1) == std::string::npos;
  return numbered ? name.substr(0, bar) : name;
}

// As near as one comes to decisive_settings without a description of environment and agent: all but those of
// training in general that decide nothing.
Settings seemingly_decisive(Settings settings) {
  TrainConfig train;
  const Fields general = fields(train);
  std::erase_if(settings, [&](const auto& setting) {
    const std::string& key = setting.first;
    return key.starts_with("expect.") || std::ranges::any_of(general, [&](const Field& field) {
             return field.name == key && field.decides != Decides::learning;
           });
  });
  return settings;
}

FoundRun read_ours(const Registry& registry, const fs::path& directory) {
  FoundRun run;
  const std::string config = directory / "config.ini";
  const Settings given = parse_ini(read_file(config), config);
  for (const auto& [key, value] : given) {
    if (key == "name") run.name = value;
    if (key == "env") run.env = value;
  }
  try {
    const Experiment experiment = resolve(registry, {{config, given}});
    run.env = env_name(registry, experiment);
    run.settings = decisive_settings(experiment);
  } catch (const Error&) {  // another program's environment, agent or setting
    run.settings = seemingly_decisive(given);
  }
  std::erase_if(run.settings, [](const auto& setting) { return setting.first == "seed"; });
  ProgressCurves curves = read_progress(directory / "progress.csv");
  run.evaluations = std::move(curves.evaluations);
  run.training = std::move(curves.training);
  return run;
}

// One of ours is known by its weights. Theirs may have a progress.csv, too.
void refuse_remains(const fs::path& directory) {
  if (fs::exists(directory / "best.safetensors"))
    throw Error("\"" + directory.string() + "\" holds no config.ini, so it is no run");
}

std::vector<FoundRun> read_theirs(const std::vector<fs::path>& files, const std::string& name,
                                  PlotNotes& notes) {
  Monitors monitors = read_monitors(files);
  for (const std::string& fault : monitors.faults) notes.left_out.push_back("Left out: " + fault);
  std::vector<FoundRun> runs;
  for (MonitorCurve& monitor : monitors.curves) {
    if (monitor.skipped > 0)
      notes.remarks.push_back("\"" + files[0].string() + "\": " + std::to_string(monitor.skipped) +
                              " rows without a finite return or a length are passed over");
    runs.push_back({.name = name, .env = monitor.env, .settings = {}, .training = std::move(monitor.curve)});
  }
  return runs;
}

// Most errors name a file of the run, or its directory.
std::string left_out(const fs::path& place, const std::string& error) {
  const bool named = error.find(place.string()) != std::string::npos;
  return "Left out: " + (named ? "" : "\"" + place.string() + "\": ") + error;
}

// This one and all below it. Links to folders are looked into, but no further: they may lead in circles.
void add_directories(const fs::path& path, bool deeper, std::vector<fs::path>& all, PlotNotes& notes) {
  std::error_code fault;
  const fs::directory_iterator entries(path, fault);
  if (fault) {
    notes.left_out.push_back("Left out: \"" + path.string() + "\": " + fault.message());
    return;
  }
  all.push_back(path);
  for (const fs::directory_entry& entry : entries) {
    if (deeper && entry.is_directory(fault))
      add_directories(entry.path(), !entry.is_symlink(fault), all, notes);
  }
}

}  // namespace

bool has_evaluations(const FoundRun& run) {
  return run.evaluations.curve.steps.size() > 1;
}

bool has_episodes(const FoundRun& run) {
  return !run.training.curve.steps.empty();
}

std::vector<FoundRun> find_runs(const Registry& registry, const fs::path& path, PlotNotes& notes) {
  std::vector<FoundRun> runs;
  const std::size_t left_out_before = notes.left_out.size();
  const auto keep = [&](const fs::path& place, const auto& read) {
    try {
      for (FoundRun& run : read()) {
        run.place = fs::canonical(place);
        if (has_episodes(run) || has_evaluations(run)) {
          runs.push_back(std::move(run));
        } else {
          notes.left_out.push_back(left_out(place, "no episode has ended, and there are no two evaluations"));
        }
      }
    } catch (const std::exception& error) {
      notes.left_out.push_back(left_out(place, error.what()));
    }
  };
  if (fs::is_regular_file(path)) {
    keep(path, [&] { return read_theirs({path}, path.stem().stem(), notes); });
  } else if (!fs::is_directory(path)) {
    notes.left_out.push_back("Left out: there is no \"" + path.string() + "\"");
  } else {
    std::vector<fs::path> directories;
    add_directories(path, true, directories, notes);
    std::sort(directories.begin(), directories.end());
    for (const fs::path& directory : directories) {
      const std::vector<fs::path> monitors = monitors_in(directory);
      const std::string name = fs::canonical(directory).filename();
      if (fs::exists(directory / "config.ini")) {
        keep(directory, [&] { return std::vector{read_ours(registry, directory)}; });
      } else if (!monitors.empty()) {
        keep(directory, [&] {
          refuse_remains(directory);
          return read_theirs(monitors, without_number(name), notes);
        });
      }
    }
    if (runs.empty() && notes.left_out.size() == left_out_before)
      notes.left_out.push_back("Left out: no run is in \"" + path.string() + "\"");
  }
  return runs;
}

}  // namespace gymkhana
