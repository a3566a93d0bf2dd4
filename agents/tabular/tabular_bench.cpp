// Updates of tabular agents through learn(), and value iteration on a large lake.
//
//   build/agents/tabular_bench --benchmark_counters_tabular=true
//
// items_per_second are updates, or state backups of sweeps; the second argument of plan_lake is the workers.
#include <benchmark/benchmark.h>

#include "agents/registry.h"
#include "agents/tabular/planning.h"
#include "envs/core/registry.h"
#include "replay/collector.h"

namespace gymkhana {
namespace {

void learn(benchmark::State& state, const std::string& env, const std::string& algo) {
  constexpr int kSteps = 1024;
  const EnvRegistry envs = standard_envs();
  const MakeBatch make_envs = [&](int slots) { return envs.make_batch(env, slots); };
  const EnvSpec spec = make_envs(1)->spec();
  Workers workers(1);
  const auto agent = standard_agents().find(algo).make({spec, 1, 1, 1'000'000'000'000, {}, workers}, {});
  Collector collector(
      make_envs, [&](SlotRange slots) { return agent->make_actor(slots, false); }, 1, 1, workers);
  Rollout rollout(spec, kSteps, 1);
  collector.collect(rollout);
  for (auto _ : state) {
    agent->learn(rollout);
  }
  state.SetItemsProcessed(state.iterations() * kSteps);
}
BENCHMARK_CAPTURE(learn, taxi_q_learning, "Taxi-v4", "q_learning");
BENCHMARK_CAPTURE(learn, taxi_expected_sarsa, "Taxi-v4", "expected_sarsa");
BENCHMARK_CAPTURE(learn, taxi_double_q_learning, "Taxi-v4", "double_q_learning");
BENCHMARK_CAPTURE(learn, taxi_dyna_q, "Taxi-v4", "dyna_q");
// Methods that wait for A' take the first action of the rollout for the one after its last step: no masks
// here.
BENCHMARK_CAPTURE(learn, cliff_sarsa, "CliffWalking-v1", "sarsa");
BENCHMARK_CAPTURE(learn, cliff_tree_backup, "CliffWalking-v1", "tree_backup");
BENCHMARK_CAPTURE(learn, cliff_sarsa_lambda, "CliffWalking-v1", "sarsa_lambda");

void plan_lake(benchmark::State& state) {
  const auto lake = standard_envs().make(
      "FrozenLake-v1", {{"map_name", "random"}, {"map_size", std::to_string(state.range(0))}});
  const PlanningConfig config{.gamma = 0.99, .tolerance = 1e-6};
  Workers workers(static_cast<int>(std::max<std::int64_t>(state.range(1), 1)));
  std::int64_t backups = 0;
  for (auto _ : state) {
    const Plan plan = state.range(1) > 0 ? value_iteration(*lake->transitions(), config, workers)
                                         : value_iteration_in_place(*lake->transitions(), config);
    backups += static_cast<std::int64_t>(plan.sweeps) * lake->transitions()->states();
    state.counters["sweeps"] = plan.sweeps;
  }
  state.SetItemsProcessed(backups);
}
BENCHMARK(plan_lake)
    ->ArgNames({"size", "workers"})  // no workers: in place
    ->Args({1000, 0})
    ->Args({1000, 1})
    ->Args({1000, 2})
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

}  // namespace
}  // namespace gymkhana
