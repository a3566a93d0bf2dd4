// The learning curves of runs found on disk.
#pragma once

#include <vector>

#include "experiments/curves/find_runs.h"
#include "experiments/report/document.h"

namespace gymkhana {

/// One plot per environment, a band per group of runs (see group_runs); "curves-ENV.svg". A run that is
/// there twice counts once. What is cut off, or cannot be drawn, is noted.
std::vector<Figure> found_figures(std::vector<FoundRun> runs, PlotNotes& notes);

}  // namespace gymkhana
