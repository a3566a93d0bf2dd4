// DQN on CartPole as CleanRL's dqn.py comes: 120-84, batch 128, one update per 10 steps from 10,000 on; the
// first 30,000 steps.
//
//   build/agents/dqn_bench
#include <benchmark/benchmark.h>

#include "agents/registry.h"
#include "envs/core/registry.h"
#include "replay/collector.h"

namespace gymkhana {
namespace {

void cartpole_as_cleanrl(benchmark::State& state) {
  const Settings settings = {
      {"learning_rate", "2.5e-4"},     {"buffer_size", "10000"},     {"learning_starts", "10000"},
      {"batch_size", "128"},           {"train_freq", "10"},         {"target_update_interval", "500"},
      {"exploration_fraction", "0.5"}, {"policy.net_arch", "120,84"}};
  const EnvRegistry registry = standard_envs();
  const MakeBatch envs = [&](int slots) { return registry.make_batch("CartPole-v1", slots); };
  const EnvSpec spec = envs(1)->spec();
  std::int64_t steps = 0;
  for (auto _ : state) {
    Workers workers(1);
    const auto agent = standard_agents().find("dqn").make({spec, 1, 1, 500'000, {}, workers}, settings);
    Collector collector(
        envs, [&](SlotRange slots) { return agent->make_actor(slots, false); }, 1, 1, workers);
    Rollout rollout(spec, agent->rollout_steps(), 1);
    for (int done = 0; done < 30'000; done += rollout.size()) {
      collector.collect(rollout);
      agent->learn(rollout);
      steps += rollout.size();
    }
  }
  state.SetItemsProcessed(steps);
}
BENCHMARK(cartpole_as_cleanrl)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gymkhana
