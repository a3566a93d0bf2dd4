// Running mean and variance of vectors, merged batch by batch in a fixed order.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "envs/core/archive.h"

namespace gymkhana {

/// Mean and population variance of everything seen so far, per number of a vector, by the parallel merge of
/// Chan, Golub and LeVeque (1979). Starts as Gymnasium's RunningMeanStd does: mean 0, variance 1, and a count
/// of 1e-4 that the first batch outweighs.
class RunningMeanStd {
 public:
  explicit RunningMeanStd(int size = 1) : mean_(size, 0.0), variance_(size, 1.0) {}
  RunningMeanStd(std::vector<double> mean, std::vector<double> variance, double count)
      : mean_(std::move(mean)), variance_(std::move(variance)), count_(count) {}

  int size() const { return static_cast<int>(mean_.size()); }
  std::span<const double> mean() const { return mean_; }
  std::span<const double> variance() const { return variance_; }
  double count() const { return count_; }

  /// Merges a batch of vectors that lie one after another, size() numbers each. Numbers are float or double.
  template <class T>
  void update(std::span<const T> vectors);

  void serialize(Archive& archive) { archive(mean_, variance_, count_); }

 private:
  std::vector<double> mean_, variance_;
  double count_ = 1e-4;
};

}  // namespace gymkhana
