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
  const double scale = 1 / std::sqrt(statistic_.variance()[0] + epsilon_);
  for (double& reward : rollout.rewards) reward = std::clamp(reward * scale, -limit_, limit_);
}

}  // namespace gymkhana
