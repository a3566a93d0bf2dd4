// How presets compare that ran on the same environments.
#pragma once

#include <string>
#include <vector>

#include "experiments/report/preset_summary.h"

namespace gymkhana {

/// Algorithms that ran on the same environments.
struct Comparison {
  std::vector<std::string> algorithms, envs;
  bool normalised = false;    ///< over several environments: 0 random actions, 1 the anchors' best score
  std::vector<Bounds> steps;  ///< of training of each algorithm: the fewest and the most on one environment
  std::vector<Estimate> iqm, mean, median, gap;    ///< of each algorithm; gaps to 1, only where normalised
  std::vector<double> levels;                      ///< of the profiles
  std::vector<std::vector<Estimate>> profiles;     ///< [algorithm][level]
  std::vector<std::vector<Estimate>> improvement;  ///< [x][y]: that x beats y
};

/// Every set of algorithms that share environments, on all environments that they share. What cannot be
/// compared is noted.
std::vector<Comparison> compare(const std::vector<PresetSummary>& presets, const Anchors& anchors,
                                std::vector<std::string>& notes);

}  // namespace gymkhana
