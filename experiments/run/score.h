// Scores: what evaluation found, and how far it is from what can be reached.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/episode.h"

namespace gymkhana {

/// Statistics of evaluation episodes, or what an infinite number of them would show.
struct Score {
  bool exact = false;  ///< found without episodes, by the environment's rules
  bool cut =
      false;  ///< exact but for episodes that do not end, which count as they stand after a million steps
  int episodes = 0;
  int cut_episodes = 0;       ///< of them: stopped by the evaluation at step_limit, counted as they stood
  int step_limit = 0;         ///< of an evaluation's episode; 0: the environment's own
  double mean = 0;            ///< of the returns
  double deviation = 0;       ///< of the returns, with n in the denominator as in Stable-Baselines3
  double standard_error = 0;  ///< of the mean
  double mean_length = 0;     ///< steps
  std::optional<double> success_rate = {};  ///< share of episodes, where the environment tells is_success
  std::vector<std::pair<std::string, double>> info = {};  ///< means of its other fields at the ends
};

/// At least one episode.
Score score(std::span<const Episode> episodes, const EnvSpec& spec);

/// The best mean return that any policy can reach; nothing where no one knows.
std::optional<double> known_optimum(const std::string& env);

/// "mean return 498.2 ± 1.4 over 100 episodes (solved at 475, optimum 500)", or "mean return 7.9300, exactly
/// (solved at 8)".
std::string describe(const Score& score, const EnvSpec& spec);

/// "at the end of an episode, on average: lap_finished 0.62, overtaken 4.3"; empty where the environment
/// tells nothing.
std::string describe_info(const Score& score);

}  // namespace gymkhana
