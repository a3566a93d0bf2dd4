// What a bench found: figures of each preset, comparisons of those on the same environments, and what was
// left out.
#pragma once

#include <string>
#include <vector>

#include "experiments/report/comparison.h"

namespace gymkhana {

struct BenchSummary {
  std::string command, date, version;
  std::vector<PresetSummary> presets;
  std::vector<Comparison> comparisons;
  std::vector<std::string> notes;  ///< what was left out and why, what could not be compared
  Anchors anchors;
};

/// Of runs by preset; presets without runs are passed over. Error when there is no run at all.
BenchSummary summarize_bench(std::vector<std::vector<RunRecord>> presets, Anchors anchors,
                             std::vector<std::string> notes);

}  // namespace gymkhana
