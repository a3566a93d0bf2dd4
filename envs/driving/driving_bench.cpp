// Steps per second of the driving room, resets included: on one core through the batch; and with one worker
// and two through VectorEnv, where the time on the wall counts and the machine must be quiet.
#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "envs/core/registry.h"
#include "envs/core/vector_env.h"
#include "envs/driving/race.h"

namespace gymkhana {
namespace {

constexpr int kPrepared = 256;  // steps whose actions are drawn before the clock starts
constexpr int kSlots = 8;

void run(benchmark::State& state, Batch& batch, const ActionBatch& actions) {
  ObservationBatch observations(batch.spec().observation, kSlots);
  std::vector<std::uint64_t> seeds(kSlots);
  std::iota(seeds.begin(), seeds.end(), 0);
  batch.reset(seeds, observations);
  std::vector<double> rewards(kSlots);
  std::vector<std::uint8_t> terminated(kSlots), truncated(kSlots);
  int step = 0;
  for (auto _ : state) {
    batch.step(actions, step * kSlots, observations, 0, {rewards, terminated, truncated});
    benchmark::DoNotOptimize(observations.part(0).data);
    step = (step + 1) % kPrepared;
  }
  state.SetItemsProcessed(state.iterations() * kSlots);
}

// Half gas, a little to the right.
void drive(benchmark::State& state, const std::string& id, const Settings& options) {
  const auto batch = standard_envs().make_batch(id, kSlots, options);
  ActionBatch actions(batch->spec().action, kSlots * kPrepared);
  for (int i = 0; i < kSlots * kPrepared; ++i) {
    actions.values(i)[0] = 0.1f;
    actions.values(i)[1] = 0.5f;
  }
  run(state, *batch, actions);
}

void play(benchmark::State& state, const std::string& id) {
  const auto batch = standard_envs().make_batch(id, kSlots);
  Rng rng(7);
  ActionBatch actions(batch->spec().action, kSlots * kPrepared);
  for (int i = 0; i < kSlots * kPrepared; ++i) sample_action(batch->spec().action, rng, actions, i);
  run(state, *batch, actions);
}

// Random actions in 64 slots.
void share(benchmark::State& state, const std::string& id, const Settings& options) {
  constexpr int slots = 64, batches = 16;
  VectorEnv envs(standard_envs(), id, slots,
                 {.workers = static_cast<int>(state.range(0)), .options = options});
  Rng rng(7);
  std::vector<ActionBatch> actions(batches, ActionBatch(envs.spec().action, slots));
  for (ActionBatch& batch : actions) {
    for (int i = 0; i < slots; ++i) sample_action(envs.spec().action, rng, batch, i);
  }
  envs.reset(1);
  std::size_t next = 0;
  for (auto _ : state) {
    envs.step(actions[next++ % batches]);
    benchmark::DoNotOptimize(envs.observations().part(0).data);
  }
  state.SetItemsProcessed(state.iterations() * slots);
}

void physics(benchmark::State& state) {
  Rng rng(0);
  Race race(Track(rng), 0.95);
  for (auto _ : state) {
    race.car().control({.steer = -0.1, .gas = 0.5});
    race.step();
  }
  state.SetItemsProcessed(state.iterations());
}

void reset(benchmark::State& state) {
  const auto world = standard_envs().make("CarRacing-v3");
  ObservationBatch seen(world->spec().observation, 1);
  Rng rng(0);
  for (auto _ : state) world->reset(rng, seen[0]);
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(drive, carracing_pixels, "CarRacing-v3", {});
BENCHMARK_CAPTURE(drive, carracing_lidar, "CarRacing-v3", {{"observation", "lidar"}});
BENCHMARK_CAPTURE(drive, carracing_semantic, "CarRacing-v3", {{"observation", "semantic"}});
BENCHMARK_CAPTURE(drive, cartraffic_lidar, "Gymkhana/CarTraffic-v0", {});
BENCHMARK_CAPTURE(play, lunarlander, "LunarLander-v3");
BENCHMARK_CAPTURE(play, lunarlander_continuous, "LunarLanderContinuous-v3");
BENCHMARK_CAPTURE(play, bipedalwalker, "BipedalWalker-v3");
BENCHMARK_CAPTURE(play, bipedalwalker_hardcore, "BipedalWalkerHardcore-v3");
BENCHMARK_CAPTURE(share, carracing_pixels, "CarRacing-v3", {})->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK_CAPTURE(share, carracing_lidar, "CarRacing-v3", {{"observation", "lidar"}})
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime();
BENCHMARK_CAPTURE(share, lunarlander, "LunarLander-v3", {})->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK_CAPTURE(share, bipedalwalker, "BipedalWalker-v3", {})->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK(physics)->Name("carracing_physics");
BENCHMARK(reset)->Name("carracing_reset");

}  // namespace
}  // namespace gymkhana
