// Runs found on disk, of this program and of other tools, and their learning curves.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/report/document.h"
#include "experiments/report/run_record.h"

namespace gymkhana {

struct FoundRun {
  std::string label;        ///< runs with the same label are seeds of one thing
  std::string env;          ///< empty where nobody tells
  LoggedCurve evaluations;  ///< empty for other tools
  LoggedCurve training;     ///< mean return of the last 100 episodes
};

/// Every run at or below `path`: directories of ours (config.ini and progress.csv), finished or not,
/// directories with monitor.csv files of any tool, or one such file. What cannot be read is noted. Error when
/// there is nothing.
std::vector<FoundRun> find_runs(const std::filesystem::path& path, std::vector<std::string>& notes);

/// Episodes of one or more monitor files in the order in which they ended; steps are the sum of all lengths.
LoggedCurve read_monitors(const std::vector<std::filesystem::path>& files, std::string& env);

/// One plot per world, a band per label; "curves-WORLD.svg".
std::vector<Figure> found_figures(const std::vector<FoundRun>& runs);

}  // namespace gymkhana
