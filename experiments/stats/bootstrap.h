// How sure a statistic is: stratified bootstrap intervals, as rliable computes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace gymkhana {

/// Final scores, [task][run]. Tasks may differ in their number of runs; none is empty.
using ScoreTable = std::vector<std::vector<double>>;

struct Bounds {
  double low = 0, high = 0;
};

/// A statistic of the runs there are, and where it might as well lie.
struct Estimate {
  double value = 0;
  std::optional<Bounds> bounds = {};  ///< none when a task has a single run: nothing is known of the spread
};

struct Bootstrap {
  int repetitions = 50'000;
  double confidence = 0.95;
  std::uint64_t seed = 0;  ///< the same seed gives the same interval
};

/// Indices of runs, [task][run]: what one repetition drew with replacement, within each task.
using Resample = std::vector<std::vector<std::size_t>>;

/// Several statistics at once, each with its percentile interval. `statistics` sees a resample and returns as
/// many numbers every time; `runs` holds the number of runs of each task.
std::vector<Estimate> bootstrap_each(const std::vector<std::size_t>& runs,
                                     const std::function<std::vector<double>(const Resample&)>& statistics,
                                     const Bootstrap& bootstrap = {});

/// The same for statistics that see the resampled scores.
std::vector<Estimate> bootstrap_each(const ScoreTable& table,
                                     const std::function<std::vector<double>(const ScoreTable&)>& statistics,
                                     const Bootstrap& bootstrap = {});

/// One statistic of a table.
Estimate bootstrap(const ScoreTable& table, const std::function<double(const ScoreTable&)>& statistic,
                   const Bootstrap& bootstrap = {});

/// One statistic of two tables whose runs have nothing to do with each other.
Estimate bootstrap(const ScoreTable& x, const ScoreTable& y,
                   const std::function<double(const ScoreTable&, const ScoreTable&)>& statistic,
                   const Bootstrap& bootstrap = {});

/// A statistic of one task's runs.
Estimate bootstrap(const std::vector<double>& scores, double (*statistic)(std::vector<double>),
                   const Bootstrap& bootstrap = {});

/// All scores of a table in one list.
std::vector<double> pooled(const ScoreTable& table);

}  // namespace gymkhana
