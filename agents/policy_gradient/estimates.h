// What a rollout says about each of its columns, and how well the critic knew it.
#pragma once

#include <vector>

#include "replay/returns.h"

namespace gymkhana {

struct Estimates {
  bool by_critic = true;           ///< else values are 0, and the critic is not trained
  std::vector<float> values;       ///< V of rows 0 .. T
  std::vector<float> last_values;  ///< V of the rollout's last_observations
  std::vector<float> advantages, returns;
  TrajectoryArrays arrays;

  /// Advantages by GAE from the values, returns = advantages + values.
  void accumulate(const Rollout& rollout, const Discounting& discounting, double lambda);

  /// 1 - variance(returns - values) / variance(returns): 1 for a perfect critic, 0 for a constant one.
  double explained_variance() const;
};

struct Moments {
  double mean = 0, variance = 0;  ///< of a population
};

/// Of number(0) .. number(count - 1).
template <class Numbers>
Moments moments(int count, Numbers&& number) {
  double sum = 0, squares = 0;
  for (int i = 0; i < count; ++i) sum += number(i);
  const double mean = sum / count;
  for (int i = 0; i < count; ++i) squares += (number(i) - mean) * (number(i) - mean);
  return {mean, squares / count};
}

}  // namespace gymkhana
