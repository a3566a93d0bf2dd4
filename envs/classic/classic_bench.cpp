// Steps per second of classic control: 64 slots on one core, observations written, finished slots reset.
//
//   cmake -S . -B build -G Ninja -DGYMKHANA_BENCHMARKS=ON && cmake --build build --target classic_bench
//   build/envs/classic_bench
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "envs/core/registry.h"

namespace gymkhana {
namespace {

constexpr int kSlots = 64;
constexpr int kRows = 256;  // rows of random actions, drawn before the clock starts

std::vector<ActionBatch> random_actions(const Space& space) {
  Rng rng(0);
  std::vector<ActionBatch> rows(kRows, ActionBatch(space, kSlots));
  for (ActionBatch& row : rows) {
    for (int slot = 0; slot < kSlots; ++slot) sample_action(space, rng, row, slot);
  }
  return rows;
}

void step_batch(benchmark::State& state, const std::string& id) {
  const auto batch = standard_envs().make_batch(id, kSlots);
  const std::vector<ActionBatch> actions = random_actions(batch->spec().action);
  ObservationBatch observations(batch->spec().observation, kSlots);
  std::vector<double> rewards(kSlots);
  std::vector<std::uint8_t> terminated(kSlots), truncated(kSlots);
  std::vector<std::uint64_t> seeds(kSlots);
  for (int slot = 0; slot < kSlots; ++slot) seeds[slot] = slot;
  batch->reset(seeds, observations);

  std::size_t row = 0;
  for (auto _ : state) {
    batch->step(actions[row++ % kRows], 0, observations, 0, {rewards, terminated, truncated});
    benchmark::ClobberMemory();
  }
  state.counters["steps"] =
      benchmark::Counter(static_cast<double>(state.iterations()) * kSlots, benchmark::Counter::kIsRate);
}

BENCHMARK_CAPTURE(step_batch, CartPole, "CartPole-v1");
BENCHMARK_CAPTURE(step_batch, MountainCar, "MountainCar-v0");
BENCHMARK_CAPTURE(step_batch, MountainCarContinuous, "MountainCarContinuous-v0");
BENCHMARK_CAPTURE(step_batch, Acrobot, "Acrobot-v1");
BENCHMARK_CAPTURE(step_batch, Pendulum, "Pendulum-v1");

}  // namespace
}  // namespace gymkhana
