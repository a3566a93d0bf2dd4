// Statistics over several tasks, and of one algorithm against another. Pure; as in rliable, except that every
// task counts alike whatever its number of runs (rliable wants the same number everywhere).
#pragma once

#include <span>
#include <vector>

#include "experiments/stats/bootstrap.h"

namespace gymkhana {

/// Interquartile mean of all runs of all tasks: a run weighs more where there are fewer of them. Leaves out
/// floor(n / 4) / n of the weight at either end, n being the number of all runs.
double aggregate_iqm(const ScoreTable& table);
/// Mean and median of the tasks' means.
double mean_of_means(const ScoreTable& table);
double median_of_means(const ScoreTable& table);
/// Mean of the tasks' optimality gaps.
double mean_optimality_gap(const ScoreTable& table, double reference);

/// How probable it is that a run of `x` beats a run of `y` on the same task, the mean over tasks: Mann and
/// Whitney's U / (n m), ties counting half. Both have the same tasks in the same order.
double probability_of_improvement(const ScoreTable& x, const ScoreTable& y);

/// Share of runs whose score is above each level, P(score > level), the mean over tasks.
std::vector<double> performance_profile(const ScoreTable& table, std::span<const double> levels);

/// The same with intervals.
std::vector<Estimate> profile_band(const ScoreTable& table, std::span<const double> levels,
                                   const Bootstrap& bootstrap = {.repetitions = 2'000});

}  // namespace gymkhana
