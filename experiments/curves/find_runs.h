// Runs found on disk, of this program and of other tools.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "experiments/run/finished_run.h"
#include "experiments/settings/registry.h"

namespace gymkhana {

struct FoundRun {
  std::filesystem::path place;  ///< the directory or file, absolute and without links
  std::string name;             ///< of what it is a run of
  std::string env;              ///< see world_name; the id alone of one that is not known; may be empty
  Settings settings;            ///< that decide what is learned, the seed aside; empty for other tools
  LoggedCurve evaluations;      ///< empty for other tools
  LoggedCurve training;         ///< mean return of the last 100 episodes
};

/// Whether there are two evaluations, which make a curve.
bool has_evaluations(const FoundRun& run);
/// Whether an episode of training has ended.
bool has_episodes(const FoundRun& run);

/// What is to be said beside the plots.
struct PlotNotes {
  std::vector<std::string> left_out;  ///< what is not drawn, and why
  std::vector<std::string> remarks;   ///< on what is drawn
};

/// Every run at or below `path`: directories of ours, finished or not, directories with monitor.csv files of
/// any tool, a run for each environment in them, or one such file. What cannot be read, or nothing at all, is
/// noted.
std::vector<FoundRun> find_runs(const Registry& registry, const std::filesystem::path& path,
                                PlotNotes& notes);

}  // namespace gymkhana
