// Steps per second of the classic environments through VectorEnv: 64 slots, random actions made beforehand,
// auto-reset, observations written. `vector_env_bench` prints them as items per second.
#include <benchmark/benchmark.h>

#include "envs/core/vector_env.h"

namespace gymkhana {
namespace {

void steps(benchmark::State& state, const std::string& id) {
  constexpr int slots = 64, batches = 16;
  VectorEnv envs(standard_envs(), id, slots, {.workers = static_cast<int>(state.range(0))});
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

}  // namespace

BENCHMARK_CAPTURE(steps, CartPole, "CartPole-v1")->Arg(1)->Arg(2)->UseRealTime();
BENCHMARK_CAPTURE(steps, MountainCar, "MountainCar-v0")->Arg(1)->UseRealTime();
BENCHMARK_CAPTURE(steps, MountainCarContinuous, "MountainCarContinuous-v0")->Arg(1)->UseRealTime();
BENCHMARK_CAPTURE(steps, Pendulum, "Pendulum-v1")->Arg(1)->UseRealTime();
BENCHMARK_CAPTURE(steps, Acrobot, "Acrobot-v1")->Arg(1)->UseRealTime();

}  // namespace gymkhana
