// What a bench found: figures of each preset, comparisons of those on the same worlds, and what was left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/bench/run_record.h"
#include "experiments/config.h"
#include "experiments/report/anchors.h"
#include "experiments/stats/bootstrap.h"
#include "experiments/stats/curve.h"

namespace gymkhana {

/// How soon runs reach the world's threshold. A run that never does counts as later than all others.
struct TimeToThreshold {
  double threshold = 0;
  double share = 0;    ///< of the runs, that got there at all
  double steps = 0;    ///< median; infinite when half of the runs never got there
  double seconds = 0;  ///< median
};

/// One preset over its seeds.
struct PresetSummary {
  std::string name, env, algo;
  std::vector<RunRecord> runs;
  Estimate iqm, mean, median;       ///< of the final score
  std::optional<double> reference;  ///< the world's optimum or best known score, else its threshold
  std::optional<Estimate> gap;      ///< to the reference
  double steps = 0, seconds = 0;    ///< of a run: median
  bool evaluated = false;           ///< the curve shows evaluations; else training returns
  CurveBand curve;
  Estimate area;  ///< under the curve, by its width
  std::optional<TimeToThreshold> solved;
  Expectation expect;
};

/// Algorithms that ran on the same worlds.
struct Comparison {
  std::vector<std::string> algorithms, worlds;
  bool normalised = false;  ///< over several worlds: 0 random actions, 1 the best known score
  std::vector<Estimate> iqm, mean, median, gap;    ///< of each algorithm; gaps to 1, only where normalised
  std::vector<double> levels;                      ///< of the profiles
  std::vector<std::vector<Estimate>> profiles;     ///< [algorithm][level]
  std::vector<std::vector<Estimate>> improvement;  ///< [x][y]: that x beats y
};

struct BenchSummary {
  std::string command, date, version;
  std::vector<PresetSummary> presets;
  std::vector<Comparison> comparisons;
  std::vector<std::string> notes;  ///< what was left out and why, what could not be compared
  Anchors anchors;
};

/// A preset with at least one run. `evaluated` chooses the curve.
PresetSummary summarize(std::vector<RunRecord> runs, const Anchors& anchors, bool evaluated);

/// Whether every run has at least two evaluations, so that they make a curve.
bool has_evaluation_curve(const std::vector<RunRecord>& runs);

/// Every set of algorithms that share worlds, on all worlds that they share. What cannot be compared is
/// noted.
std::vector<Comparison> compare(const std::vector<PresetSummary>& presets, const Anchors& anchors,
                                std::vector<std::string>& notes);

}  // namespace gymkhana
