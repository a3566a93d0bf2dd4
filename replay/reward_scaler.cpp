#include "replay/reward_scaler.h"

#include <algorithm>
#include <cmath>

namespace gymkhana {

RewardScaler::RewardScaler(int slots, double gamma, double limit, double epsilon)
    : returns_(slots, 0.0), gamma_(gamma), limit_(limit), epsilon_(epsilon) {}

void RewardScaler::apply(Rollout& rollout) {
  for (int t = 0; t < rollout.steps; ++t) {
    for (int i = 0; i < rollout.slots; ++i) {
      returns_[i] = gamma_ * returns_[i] + rollout.rewards[rollout.column(t, i)];
    }
    statistic_.update(std::span<const double>(returns_));
    for (int i = 0; i < rollout.slots; ++i) {
      const int column = rollout.column(t, i);
      if (rollout.terminated[column] || rollout.truncated[column]) returns_[i] = 0;
    }
  }
  for (double& reward : rollout.rewards) reward = now(reward);
}

double RewardScaler::now(double reward) const {
  return std::clamp(reward * scale(), -limit_, limit_);
}

double RewardScaler::scale() const {
  return 1 / std::sqrt(statistic_.variance()[0] + epsilon_);
}

void RewardScaler::add_metrics(std::vector<Metric>& metrics) const {
  metrics.push_back({"rollout/reward_scale", scale()});
}

}  // namespace gymkhana
