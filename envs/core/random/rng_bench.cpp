// What one number costs: single draws of each kind, and spans.
#include <vector>

#include <benchmark/benchmark.h>

#include "envs/core/random/rng.h"

namespace gymkhana {
namespace {

/// Times `draw(rng)`, one number a round.
template <class Draw>
void single(benchmark::State& state, Rng rng, Draw draw) {
  for (auto _ : state) benchmark::DoNotOptimize(draw(rng));
  state.SetItemsProcessed(state.iterations());
}

/// Times `fill(rng, values)` on 1024 floats a round.
template <class Fill>
void span(benchmark::State& state, Fill fill) {
  Rng rng(0);
  std::vector<float> values(1024);
  for (auto _ : state) {
    fill(rng, values);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * values.size());
}

constexpr auto draw_random = [](Rng& rng) { return rng.random(); };
constexpr auto draw_integer = [](Rng& rng) { return rng.integers(0, 6); };
constexpr auto draw_normal = [](Rng& rng) { return rng.standard_normal(); };
constexpr auto fill_uniform = [](Rng& rng, std::vector<float>& values) { rng.fill_uniform(values, -1, 1); };
constexpr auto fill_normal = [](Rng& rng, std::vector<float>& values) { rng.fill_standard_normal(values); };

BENCHMARK_CAPTURE(single, random, Rng(0), draw_random);
BENCHMARK_CAPTURE(single, integers, Rng(0), draw_integer);
BENCHMARK_CAPTURE(single, standard_normal, Rng(0), draw_normal);
BENCHMARK_CAPTURE(single, legacy_random, Rng::legacy(0), draw_random);
BENCHMARK_CAPTURE(single, legacy_integers, Rng::legacy(0), draw_integer);
BENCHMARK_CAPTURE(span, uniform, fill_uniform);
BENCHMARK_CAPTURE(span, standard_normal, fill_normal);

}  // namespace
}  // namespace gymkhana
