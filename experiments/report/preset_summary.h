// One preset over its seeds: scores, curves, and how soon it reaches its environment's threshold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/report/anchors.h"
#include "experiments/run/finished_run.h"
#include "experiments/settings/config.h"
#include "experiments/stats/bootstrap.h"
#include "experiments/stats/curve.h"

namespace gymkhana {

/// How soon runs reach the environment's threshold. A run that never does counts as later than all others.
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
  std::optional<double> reference;  ///< the environment's optimum or best published score, else its threshold
  std::optional<Estimate> gap;      ///< to the reference
  double steps = 0, seconds = 0;    ///< of a run: median
  bool evaluated = false;           ///< the curve shows evaluations; else training returns
  CurveBand curve;
  std::vector<std::size_t>
      curve_runs;                ///< indices of those in it: others have too few points, or share no steps
  std::optional<Estimate> area;  ///< under the curve, by its width; none where it is a point
  std::optional<TimeToThreshold> solved;
  Expectation expect;
};

/// A preset with at least one run. `evaluated` chooses the curve.
PresetSummary summarize(std::vector<RunRecord> runs, const Anchors& anchors, bool evaluated);

/// Whether a run has at least two evaluations, so that they make a curve.
bool has_evaluation_curve(const RunRecord& run);
/// Whether a run has a curve of that kind: evaluations, or training returns.
bool makes_curve(const RunRecord& run, bool evaluated);
/// Whether at least half of the runs have.
bool has_evaluation_curves(const std::vector<RunRecord>& runs);

}  // namespace gymkhana
