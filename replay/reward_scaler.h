// Rewards divided by the standard deviation of their discounted sum, as Gymnasium's NormalizeReward does.
#pragma once

#include <vector>

#include "replay/reward_stage.h"
#include "replay/running_stats.h"

namespace gymkhana {

/// Keeps the running discounted return of each slot (g = gamma g + r, back to 0 after an episode, however it
/// ended) and one variance of all of them; rewards become clip(r / sqrt(variance + epsilon), -limit, limit).
class RewardScaler final : public RewardStage {
 public:
  RewardScaler(int slots, double gamma, double limit = 10, double epsilon = 1e-8);

  /// Takes in step by step and slot by slot, then scales. (Gymnasium scales each step by what was known then;
  /// here a rollout has one scale.)
  void apply(Rollout& rollout) override;
  double now(double reward) const override;

  /// "rollout/reward_scale": what rewards are multiplied by.
  void add_metrics(std::vector<Metric>& metrics) const override;
  void serialize(Archive& archive) override { archive(returns_, statistic_); }

 private:
  double scale() const;

  std::vector<double> returns_;  // one per slot
  RunningMeanStd statistic_{1};
  double gamma_, limit_, epsilon_;
};

}  // namespace gymkhana
