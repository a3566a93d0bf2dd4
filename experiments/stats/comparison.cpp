#include "experiments/stats/comparison.h"

#include <algorithm>
#include <cmath>

#include "experiments/stats/aggregate.h"

namespace gymkhana {
namespace {

struct WeightedScore {
  double score, weight;
};

// All scores in order. The weights of each task's runs add up to the same sum, and are 1 where all tasks have
// as many runs.
std::vector<WeightedScore> sorted_and_weighted(const ScoreTable& table) {
  std::size_t runs = 0;
  for (const auto& task : table) runs += task.size();
  std::vector<WeightedScore> scores;
  scores.reserve(runs);
  for (const auto& task : table) {
    const double weight = static_cast<double>(runs) / static_cast<double>(table.size() * task.size());
    for (const double score : task) scores.push_back({score, weight});
  }
  std::sort(scores.begin(), scores.end(),
            [](const WeightedScore& a, const WeightedScore& b) { return a.score < b.score; });
  return scores;
}

double share_above(const std::vector<double>& sorted, double level) {
  const auto above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), level);
  return static_cast<double>(above) / static_cast<double>(sorted.size());
}

std::vector<double> means(const ScoreTable& table) {
  std::vector<double> means;
  for (const auto& task : table) means.push_back(mean(task));
  return means;
}

}  // namespace

double aggregate_iqm(const ScoreTable& table) {
  const std::vector<WeightedScore> scores = sorted_and_weighted(table);
  const double cut = std::floor(static_cast<double>(scores.size()) / 4);
  const double end = static_cast<double>(scores.size()) - cut;
  double sum = 0, weight = 0, below = 0;  // `below`: the weight of all lower scores
  for (const WeightedScore& each : scores) {
    const double kept = std::min(below + each.weight, end) - std::max(below, cut);
    below += each.weight;
    if (kept <= 0) continue;
    sum += kept * each.score;
    weight += kept;
  }
  return sum / weight;
}
double mean_of_means(const ScoreTable& table) {
  return mean(means(table));
}
double median_of_means(const ScoreTable& table) {
  return median(means(table));
}

double mean_optimality_gap(const ScoreTable& table, double reference) {
  double sum = 0;
  for (const auto& task : table) sum += optimality_gap(task, reference);
  return sum / static_cast<double>(table.size());
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
  std::vector<double> shares(levels.size());
  for (std::vector<double> task : table) {
    std::sort(task.begin(), task.end());
    for (std::size_t i = 0; i < levels.size(); ++i) shares[i] += share_above(task, levels[i]);
  }
  for (double& share : shares) share /= static_cast<double>(table.size());
  return shares;
}

std::vector<Estimate> profile_band(const ScoreTable& table, std::span<const double> levels,
                                   const Bootstrap& bootstrap) {
  const auto profile = [levels](const ScoreTable& drawn) { return performance_profile(drawn, levels); };
  return bootstrap_each(table, profile, bootstrap);
}

}  // namespace gymkhana
