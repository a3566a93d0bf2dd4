// What collecting costs besides the agent: CartPole with actions by coin toss.
//
//   build/replay/collector_bench --benchmark_counters_tabular=true
//
// Arguments: slots, workers. Compare items_per_second of one and of two workers.
#include <benchmark/benchmark.h>

#include "envs/core/registry.h"
#include "replay/collector.h"

namespace gymkhana {
namespace {

class CoinToss final : public Actor {
 public:
  void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
           std::span<float> log_probs) override {
    for (int i = 0; i < input.count; ++i) {
      actions.index(first_action + i) = static_cast<std::int32_t>(streams[i].next_uint32() & 1);
      log_probs[i] = -0.6931472f;
    }
  }
};

void collect_cartpole(benchmark::State& state) {
  const int slots = static_cast<int>(state.range(0));
  Workers workers(static_cast<int>(state.range(1)));
  const EnvRegistry envs = standard_envs();
  Collector collector([&](int n) { return envs.make_batch("CartPole-v1", n); },
                      [](SlotRange) { return std::make_unique<CoinToss>(); }, slots, 1, workers);
  Rollout rollout(collector.spec(), 128, slots);
  for (auto _ : state) collector.collect(rollout);
  state.SetItemsProcessed(state.iterations() * rollout.size());
}
BENCHMARK(collect_cartpole)->ArgsProduct({{4, 8, 64}, {1, 2}})->UseRealTime();

}  // namespace
}  // namespace gymkhana
