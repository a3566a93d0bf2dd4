#include "experiments/stats/comparison.h"

#include <algorithm>

#include "experiments/stats/aggregate.h"

namespace gymkhana {
namespace {

std::vector<double> means(const ScoreTable& table) {
  std::vector<double> means;
  for (const auto& task : table) means.push_back(mean(task));
  return means;
}

}  // namespace

double aggregate_iqm(const ScoreTable& table) {
  return iqm(pooled(table));
}
double mean_of_means(const ScoreTable& table) {
  return mean(means(table));
}
double median_of_means(const ScoreTable& table) {
  return median(means(table));
}

double probability_of_improvement(const ScoreTable& x, const ScoreTable& y) {
  double sum = 0;
  for (std::size_t task = 0; task < x.size(); ++task) {
    double wins = 0;
    for (const double a : x[task]) {
      for (const double b : y[task]) wins += a > b ? 1 : a == b ? 0.5 : 0;
    }
    sum += wins / static_cast<double>(x[task].size() * y[task].size());
  }
  return sum / static_cast<double>(x.size());
}

std::vector<double> performance_profile(const ScoreTable& table, std::span<const double> levels) {
  std::vector<double> scores = pooled(table);
  std::sort(scores.begin(), scores.end());
  std::vector<double> shares;
  for (const double level : levels) {
    const auto above = scores.end() - std::upper_bound(scores.begin(), scores.end(), level);
    shares.push_back(static_cast<double>(above) / static_cast<double>(scores.size()));
  }
  return shares;
}

std::vector<Estimate> profile_band(const ScoreTable& table, std::span<const double> levels,
                                   const Bootstrap& bootstrap) {
  const auto profile = [levels](const ScoreTable& drawn) { return performance_profile(drawn, levels); };
  return bootstrap_each(table, profile, bootstrap);
}

}  // namespace gymkhana
