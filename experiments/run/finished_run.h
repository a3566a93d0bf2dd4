// What a finished run has to tell, read back from its directory.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "experiments/stats/curve.h"

namespace gymkhana {

/// A curve over environment steps that also knows when each point was reached.
struct LoggedCurve {
  Curve curve = {};
  std::vector<double> seconds = {};  ///< since the beginning of training, evaluations included

  void add(double step, double value, double second);
};

struct RunRecord {
  std::string preset;
  std::string env;  ///< see world_name
  std::string algo;
  std::int64_t seed = 0;
  double score = 0;                          ///< the last weights' mean return over fresh episodes
  double standard_error = 0;                 ///< of the score
  int episodes = 0;                          ///< behind the score; 0: exact, by the environment's rules
  double steps = 0;                          ///< environment steps of training
  double seconds = 0;                        ///< of training, evaluations included
  LoggedCurve evaluations;                   ///< mean return of the policy as it is evaluated
  LoggedCurve training;                      ///< mean return of the last 100 training episodes
  std::optional<double> threshold, optimum;  ///< of the environment
  std::string commit, machine;
  Settings settings;  ///< all that its result depends on but the seed, the steps and the build
};

/// The final score: the last weights on fresh episodes, whose streams differ from seed to seed.
std::filesystem::path score_of(const std::filesystem::path& run_directory);

/// The curves that progress.csv holds; empty where it has no such column.
struct ProgressCurves {
  LoggedCurve evaluations, training;
};

/// Error names the file and what is wrong in it.
ProgressCurves read_progress(const std::filesystem::path& path);

/// Error says which file is missing or damaged.
RunRecord read_run(const std::filesystem::path& directory);

}  // namespace gymkhana
