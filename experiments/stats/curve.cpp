#include "experiments/stats/curve.h"

#include <algorithm>

#include "experiments/stats/aggregate.h"

namespace gymkhana {

double value_at(const Curve& curve, double step) {
  const auto after = std::lower_bound(curve.steps.begin(), curve.steps.end(), step);
  const std::size_t i = after - curve.steps.begin();
  if (i == 0) return curve.values.front();
  if (after == curve.steps.end()) return curve.values.back();
  const double share = (step - curve.steps[i - 1]) / (curve.steps[i] - curve.steps[i - 1]);
  return curve.values[i - 1] + share * (curve.values[i] - curve.values[i - 1]);
}

std::vector<double> common_steps(std::span<const Curve> curves, std::size_t max_points) {
  double begin = curves[0].steps.front(), end = curves[0].steps.back();
  for (const Curve& curve : curves) {
    begin = std::max(begin, curve.steps.front());
    end = std::min(end, curve.steps.back());
  }
  if (begin > end) return {};
  std::vector<double> steps;
  for (const Curve& curve : curves) {
    const auto first = std::lower_bound(curve.steps.begin(), curve.steps.end(), begin);
    steps.insert(steps.end(), first, std::upper_bound(first, curve.steps.end(), end));
  }
  std::sort(steps.begin(), steps.end());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  if (steps.size() <= max_points) return steps;
  steps.resize(max_points);
  const double spacing = (end - begin) / static_cast<double>(max_points - 1);
  for (std::size_t i = 0; i < max_points; ++i) steps[i] = begin + spacing * static_cast<double>(i);
  return steps;
}

std::vector<std::size_t> overlapping(std::span<const Curve> curves) {
  std::vector<std::size_t> most;
  double latest = 0;
  for (const Curve& candidate : curves) {
    const double step = candidate.steps.front();  // what many share, one of them begins
    std::vector<std::size_t> there;
    for (std::size_t i = 0; i < curves.size(); ++i) {
      if (curves[i].steps.front() <= step && step <= curves[i].steps.back()) there.push_back(i);
    }
    const bool better = there.size() > most.size() || (there.size() == most.size() && step > latest);
    if (!better) continue;
    most = std::move(there);
    latest = step;
  }
  return most;
}

CurveBand curve_band(std::span<const Curve> runs, const Bootstrap& bootstrap, std::size_t max_points) {
  CurveBand band{.steps = common_steps(runs, max_points), .values = {}};
  std::vector<std::vector<double>> heights(band.steps.size());  // [point][run]
  for (std::size_t point = 0; point < heights.size(); ++point) {
    for (const Curve& run : runs) heights[point].push_back(value_at(run, band.steps[point]));
  }
  std::vector<double> picked(runs.size());
  const auto iqm_at_each_point = [&](const Resample& resample) {
    std::vector<double> values;
    for (const auto& height : heights) {
      for (std::size_t i = 0; i < picked.size(); ++i) picked[i] = height[resample[0][i]];
      values.push_back(iqm(picked));
    }
    return values;
  };
  band.values = bootstrap_each({runs.size()}, iqm_at_each_point, bootstrap);
  return band;
}

double mean_height(const Curve& curve) {
  const double width = curve.steps.back() - curve.steps.front();
  if (width == 0) return curve.values.back();
  double area = 0;
  for (std::size_t i = 1; i < curve.steps.size(); ++i) {
    area += (curve.steps[i] - curve.steps[i - 1]) * (curve.values[i] + curve.values[i - 1]) / 2;
  }
  return area / width;
}

std::optional<std::size_t> first_reaching(const Curve& curve, double level) {
  const auto there = [level](double value) { return value >= level; };
  const auto first = std::find_if(curve.values.begin(), curve.values.end(), there);
  if (first == curve.values.end()) return std::nullopt;
  return static_cast<std::size_t>(first - curve.values.begin());
}

}  // namespace gymkhana
