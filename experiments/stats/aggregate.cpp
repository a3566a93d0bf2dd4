#include "experiments/stats/aggregate.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gymkhana {

double mean(std::span<const double> scores) {
  return std::accumulate(scores.begin(), scores.end(), 0.0) / static_cast<double>(scores.size());
}

double quantile(std::vector<double> scores, double q) {
  std::sort(scores.begin(), scores.end());
  const double at = q * static_cast<double>(scores.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  const double share = at - static_cast<double>(below);
  if (share == 0 || scores[below] == scores[below + 1]) return scores[below];
  return scores[below] + share * (scores[below + 1] - scores[below]);
}

double iqm(std::vector<double> scores) {
  const std::size_t cut = scores.size() / 4;
  std::sort(scores.begin(), scores.end());
  return mean(std::span(scores).subspan(cut, scores.size() - 2 * cut));
}

double optimality_gap(std::span<const double> scores, double reference) {
  double sum = 0;
  for (const double score : scores) sum += std::min(score, reference);
  return reference - sum / static_cast<double>(scores.size());
}

}  // namespace gymkhana
