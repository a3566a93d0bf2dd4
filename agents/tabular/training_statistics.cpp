#include "agents/tabular/training_statistics.h"

#include "agents/non_finite.h"

namespace gymkhana {

std::span<const Metric> TrainingStatistics::close(double learning_rate, double exploration) {
  if (!std::isfinite(error_sum_)) throw NonFinite("train/td_error", updates_);
  metrics_ = {{{"train/learning_rate", learning_rate},
               {"train/exploration", exploration},
               {"train/td_error", errors_ > 0 ? error_sum_ / static_cast<double>(errors_) : 0}}};
  ++updates_;
  error_sum_ = 0;
  errors_ = 0;
  return metrics_;
}

void TrainingStatistics::check_rewards(const Rollout& rollout) const {
  for (const double reward : rollout.rewards) {
    if (!std::isfinite(reward)) throw NonFinite("a reward", updates_);
  }
}

}  // namespace gymkhana
