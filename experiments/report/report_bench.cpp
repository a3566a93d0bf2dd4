// What a report costs: 100 runs of 1,000 points each, ten presets on five environments.
#include <benchmark/benchmark.h>

#include "envs/core/random/rng.h"
#include "experiments/report/report.h"

namespace gymkhana {
namespace {

std::vector<std::vector<RunRecord>> made_up_runs() {
  Rng rng(1);
  std::vector<std::vector<RunRecord>> presets(10);
  for (int i = 0; i < 100; ++i) {
    const std::string env = std::to_string(i / 20), algo = i % 20 < 10 ? "a" : "b";
    RunRecord run{.preset = env + algo, .env = env, .algo = algo, .seed = i % 10, .threshold = 900};
    for (int point = 1; point <= 1000; ++point) {
      run.evaluations.add(1000 * point, point + rng.standard_normal(), point);
    }
    run.score = run.evaluations.curve.values.back();
    presets[i / 10].push_back(std::move(run));
  }
  return presets;
}

void report_of_100_runs(benchmark::State& state) {
  const std::vector<std::vector<RunRecord>> presets = made_up_runs();
  const std::filesystem::path directory = std::filesystem::temp_directory_path() / "gymkhana_report_bench";
  std::filesystem::create_directories(directory);
  for (auto _ : state) write_report(directory, summarize_bench(presets, {}, {}));
  std::filesystem::remove_all(directory);
}
BENCHMARK(report_of_100_runs)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gymkhana
