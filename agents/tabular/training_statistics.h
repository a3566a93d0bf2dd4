// How far learning has come: steps for the schedules, errors for the metrics.
#pragma once

#include <array>
#include <cmath>
#include <span>

#include "agents/agent.h"
#include "agents/config.h"
#include "envs/core/archive.h"

namespace gymkhana {

class TrainingStatistics {
 public:
  explicit TrainingStatistics(std::int64_t total_steps) : total_steps_(total_steps) {}

  void count_steps(int steps) { steps_ += steps; }
  /// Takes note of an error of a value.
  void note(double error) {
    error_sum_ += std::abs(error);
    ++errors_;
  }
  /// Where schedules stand: 1 at the start of the run, 0 at its end.
  double progress_remaining() const { return gymkhana::progress_remaining(steps_, total_steps_); }

  /// Ends an update. Throws NonFinite when errors are not finite.
  std::span<const Metric> close(double learning_rate, double exploration);
  /// Throws NonFinite when a reward is not finite.
  void check_rewards(const Rollout& rollout) const;

  void serialize(Archive& archive) { archive(steps_, updates_); }

 private:
  std::int64_t total_steps_, steps_ = 0, updates_ = 0;
  double error_sum_ = 0;
  std::int64_t errors_ = 0;
  std::array<Metric, 3> metrics_;
};

}  // namespace gymkhana
