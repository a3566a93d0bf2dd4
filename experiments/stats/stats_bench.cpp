// What intervals cost.
#include <benchmark/benchmark.h>

#include "envs/core/random/rng.h"
#include "experiments/stats/comparison.h"
#include "experiments/stats/curve.h"

namespace gymkhana {
namespace {

void bootstrap_iqm_10x10(benchmark::State& state) {
  Rng rng(1);
  ScoreTable table(10, std::vector<double>(10));
  for (auto& task : table) rng.fill_standard_normal(task);
  for (auto _ : state) benchmark::DoNotOptimize(bootstrap(table, aggregate_iqm));
}
BENCHMARK(bootstrap_iqm_10x10)->Unit(benchmark::kMillisecond);

void curve_band_10_runs_of_1000_points(benchmark::State& state) {
  Rng rng(1);
  std::vector<Curve> runs(10);
  for (Curve& run : runs) {
    for (int i = 0; i < 1000; ++i) {
      run.steps.push_back(100 * i);
      run.values.push_back(rng.standard_normal());
    }
  }
  for (auto _ : state) benchmark::DoNotOptimize(curve_band(runs));
}
BENCHMARK(curve_band_10_runs_of_1000_points)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gymkhana
