// Which runs are seeds of one experiment, and what a plot calls it.
#pragma once

#include <string>
#include <vector>

#include "experiments/curves/find_runs.h"

namespace gymkhana {

struct RunGroup {
  std::string label;
  std::vector<const FoundRun*> runs;
};

/// Runs of one folder, one name and one set of settings, in the order of their labels: the name; behind as
/// much of the folder's path as tells it from the same name elsewhere; the directory's own name where runs of
/// one name in one folder have different settings, which is remarked on.
std::vector<RunGroup> group_runs(const std::vector<const FoundRun*>& runs, std::vector<std::string>& remarks);

}  // namespace gymkhana
