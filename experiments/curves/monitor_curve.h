// Learning curves from monitor.csv files, as Stable-Baselines3 and this program write them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/run/finished_run.h"

namespace gymkhana {

bool is_monitor(const std::filesystem::path& path);

/// The monitor files of a directory, in the order of their names.
std::vector<std::filesystem::path> monitors_in(const std::filesystem::path& directory);

/// What the monitor files of a run hold.
struct MonitorCurve {
  LoggedCurve curve;  ///< mean return of the last 100 episodes, in the order in which they ended
  std::string env;    ///< empty where no file tells
  int skipped = 0;    ///< rows without a finite return or a length above 0
};

/// What lies in one folder.
struct Monitors {
  std::vector<MonitorCurve> curves;  ///< one per environment
  std::vector<std::string> faults;   ///< of files that are no monitor files, or damaged: they are left out
};

/// Steps are the sum of all lengths; all files of one environment are slots of one run. Error when no file
/// can be read; it has the faults of all.
Monitors read_monitors(const std::vector<std::filesystem::path>& files);

}  // namespace gymkhana
