// One number for many scores. Pure functions; each wants at least one score.
#pragma once

#include <span>
#include <vector>

namespace gymkhana {

double mean(std::span<const double> scores);

/// Linear interpolation between order statistics, as numpy.quantile; `q` in [0, 1]. Infinite scores are fine.
double quantile(std::vector<double> scores, double q);

inline double median(std::vector<double> scores) {
  return quantile(std::move(scores), 0.5);
}

/// Interquartile mean: without the lowest and the highest floor(n / 4) scores, as scipy's trim_mean(0.25).
/// Robust like the median, with the noise of a mean over half of the runs. Agarwal et al. (2021),
/// arXiv:2108.13264.
double iqm(std::vector<double> scores);

/// How much is missing to `reference` on average; what lies above it does not count:
/// reference - mean(min(score, reference)).
double optimality_gap(std::span<const double> scores, double reference);

}  // namespace gymkhana
