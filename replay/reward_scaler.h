// Rewards divided by the standard deviation of their discounted sum, as Gymnasium's NormalizeReward does.
#pragma once

#include <vector>

#include "replay/rollout.h"
#include "replay/running_stats.h"

namespace gymkhana {

/// Keeps the running discounted return of each slot (g = gamma g + r, back to 0 after an episode) and one
/// variance of all of them; rewards become clip(r / sqrt(variance + epsilon), -limit, limit).
class RewardScaler {
 public:
  RewardScaler(int slots, double gamma, double limit = 10, double epsilon = 1e-8);

  /// Takes the rewards of a whole rollout into the statistic, step by step and slot by slot, then scales them
  /// in place. (Gymnasium scales each step by what was known then; here a rollout has one scale.)
  void apply(Rollout& rollout);

  void serialize(Archive& archive) { archive(returns_, statistic_); }

 private:
  std::vector<double> returns_;  // one per slot
  RunningMeanStd statistic_{1};
  double gamma_, limit_, epsilon_;
};

}  // namespace gymkhana
