#include "experiments/stats/bootstrap.h"

#include <algorithm>
#include <numeric>

#include "envs/core/random/rng.h"
#include "experiments/stats/aggregate.h"

namespace gymkhana {
namespace {

Resample everything_once(const std::vector<std::size_t>& runs) {
  Resample resample;
  for (const std::size_t count : runs) {
    resample.emplace_back(count);
    std::iota(resample.back().begin(), resample.back().end(), std::size_t{0});
  }
  return resample;
}

void redraw(Rng& rng, Resample& resample) {
  for (auto& task : resample) {
    const int count = static_cast<int>(task.size());
    for (std::size_t& run : task) run = static_cast<std::size_t>(rng.choice(count));
  }
}

std::vector<std::size_t> runs_of(const ScoreTable& table) {
  std::vector<std::size_t> runs;
  for (const auto& task : table) runs.push_back(task.size());
  return runs;
}

// Writes what the resample's tasks from `first` on picked from `table`.
void pick(const ScoreTable& table, const Resample& resample, std::size_t first, ScoreTable& picked) {
  for (std::size_t task = 0; task < table.size(); ++task) {
    for (std::size_t run = 0; run < table[task].size(); ++run) {
      picked[task][run] = table[task][resample[first + task][run]];
    }
  }
}

}  // namespace

std::vector<Estimate> bootstrap_each(const std::vector<std::size_t>& runs,
                                     const std::function<std::vector<double>(const Resample&)>& statistics,
                                     const Bootstrap& bootstrap) {
  Resample resample = everything_once(runs);
  std::vector<Estimate> estimates;
  for (const double value : statistics(resample)) estimates.push_back({value});
  if (std::any_of(runs.begin(), runs.end(), [](std::size_t count) { return count < 2; })) return estimates;

  Rng rng(bootstrap.seed);
  std::vector<std::vector<double>> samples(estimates.size());
  for (auto& sample : samples) sample.reserve(static_cast<std::size_t>(bootstrap.repetitions));
  for (int repetition = 0; repetition < bootstrap.repetitions; ++repetition) {
    redraw(rng, resample);
    const std::vector<double> values = statistics(resample);
    for (std::size_t i = 0; i < values.size(); ++i) samples[i].push_back(values[i]);
  }
  const double tail = (1 - bootstrap.confidence) / 2;
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    std::sort(samples[i].begin(), samples[i].end());
    estimates[i].bounds = {quantile(samples[i], tail), quantile(samples[i], 1 - tail)};
  }
  return estimates;
}

std::vector<Estimate> bootstrap_each(const ScoreTable& table,
                                     const std::function<std::vector<double>(const ScoreTable&)>& statistics,
                                     const Bootstrap& bootstrap) {
  ScoreTable picked = table;
  const auto of_resample = [&](const Resample& resample) {
    pick(table, resample, 0, picked);
    return statistics(picked);
  };
  return bootstrap_each(runs_of(table), of_resample, bootstrap);
}

Estimate bootstrap(const ScoreTable& table, const std::function<double(const ScoreTable&)>& statistic,
                   const Bootstrap& bootstrap) {
  const auto alone = [&](const ScoreTable& picked) { return std::vector{statistic(picked)}; };
  return bootstrap_each(table, alone, bootstrap)[0];
}

Estimate bootstrap(const ScoreTable& x, const ScoreTable& y,
                   const std::function<double(const ScoreTable&, const ScoreTable&)>& statistic,
                   const Bootstrap& bootstrap) {
  ScoreTable picked_x = x, picked_y = y;
  const auto statistics = [&](const Resample& resample) {
    pick(x, resample, 0, picked_x);
    pick(y, resample, x.size(), picked_y);
    return std::vector{statistic(picked_x, picked_y)};
  };
  std::vector<std::size_t> runs = runs_of(x);
  for (const std::size_t count : runs_of(y)) runs.push_back(count);
  return bootstrap_each(runs, statistics, bootstrap)[0];
}

Estimate bootstrap(const std::vector<double>& scores, double (*statistic)(std::vector<double>),
                   const Bootstrap& options) {
  return bootstrap(
      ScoreTable{scores}, [statistic](const ScoreTable& table) { return statistic(table[0]); }, options);
}

std::vector<double> pooled(const ScoreTable& table) {
  std::vector<double> all;
  for (const auto& task : table) all.insert(all.end(), task.begin(), task.end());
  return all;
}

}  // namespace gymkhana
