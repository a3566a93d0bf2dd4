// The plots of a report.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "experiments/report/document.h"
#include "experiments/report/summary.h"

namespace gymkhana {

/// The environments of a bench, in the order of its presets.
std::vector<std::string> envs_of(const BenchSummary& summary);

/// Learning curves and final scores of all presets on one environment.
std::vector<Figure> env_figures(const BenchSummary& summary, const std::string& env);

/// Learning curves alone.
Figure curve_figure(const BenchSummary& summary, const std::string& env);

/// Aggregates, performance profiles and probabilities of improvement; `number` tells comparisons apart.
std::vector<Figure> comparison_figures(const Comparison& comparison, std::size_t number);

/// What the y axis of learning curves shows.
std::string return_label(bool evaluated);

/// "curves-FrozenLake-v1-is_slippery-false.svg": a file name without what shells and links take amiss.
std::string picture_name(const std::string& what);

/// `file`, or where it is taken the same with a number, and takes it: names of pictures lack some characters,
/// and "X (g = 1)" and "X (g = -1)" must not be one file.
std::string unused_file(const std::string& file, std::set<std::string>& taken);

}  // namespace gymkhana
