// Learning curves: bringing runs to common steps, their band, their area, when they reach a level. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "experiments/stats/bootstrap.h"

namespace gymkhana {

/// A quantity over environment steps; steps ascend, one value each.
struct Curve {
  std::vector<double> steps, values;
};

/// Linear between points, constant beyond the ends. At least one point.
double value_at(const Curve& curve, double step);

/// Steps at which all curves have a value: from the latest beginning to the earliest end. The curves' own
/// steps when there are at most `max_points` of them, else as many evenly spaced ones. Empty when the curves
/// do not overlap.
std::vector<double> common_steps(std::span<const Curve> curves, std::size_t max_points);

/// Indices of the most curves that have steps in common, ascending; of equally many the later ones.
std::vector<std::size_t> overlapping(std::span<const Curve> curves);

/// The interquartile mean over runs at common steps.
struct CurveBand {
  std::vector<double> steps;
  std::vector<Estimate> values;
};

/// Whole runs are resampled, so that a run's good and bad moments stay together.
CurveBand curve_band(std::span<const Curve> runs, const Bootstrap& bootstrap = {.repetitions = 2'000},
                     std::size_t max_points = 100);

/// Area under the curve by its width: the mean value over training, by the trapezoidal rule. The value itself
/// for a single point.
double mean_height(const Curve& curve);

/// Index of the first point that is at least `level`.
std::optional<std::size_t> first_reaching(const Curve& curve, double level);

}  // namespace gymkhana
