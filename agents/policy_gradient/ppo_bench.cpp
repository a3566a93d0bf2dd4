// Whole training runs of PPO in the settings that the peers publish, and rollouts by a policy.
//
//   build/agents/ppo_bench --benchmark_counters_tabular=true
//
// The argument is the number of workers; items_per_second are environment steps, collecting and learning. The
// counter `score` is the mean return of 100 greedy episodes after the last run.
#include <benchmark/benchmark.h>

#include "agents/registry.h"
#include "envs/core/registry.h"
#include "replay/collector.h"
#include "replay/evaluate.h"

namespace gymkhana {
namespace {

struct Setting {
  std::string env;
  int n_envs;
  int total_steps;
  Settings ppo;
  EncoderConfig encoder = {};
};

struct Run {
  Run(const Setting& setting, int worker_count, std::uint64_t seed)
      : workers(worker_count),
        make_batch([env = setting.env](int n) { return standard_envs().make_batch(env, n); }),
        spec(make_batch(1)->spec()),
        agent(standard_agents().find("ppo").make(
            {spec, setting.n_envs, seed, setting.total_steps, setting.encoder, workers}, setting.ppo)),
        collector(
            make_batch, [this](SlotRange slots) { return agent->make_actor(slots, false); }, setting.n_envs,
            seed, workers),
        rollout(spec, agent->rollout_steps(), setting.n_envs) {}

  double score() {
    double sum = 0;
    for (const Episode& episode : evaluate(
             make_batch, [this](SlotRange slots) { return agent->make_actor(slots, true); }, {}, workers)) {
      sum += episode.total_reward / 100;
    }
    return sum;
  }

  Workers workers;
  MakeBatch make_batch;
  EnvSpec spec;
  std::unique_ptr<Agent> agent;
  Collector collector;
  Rollout rollout;
};

void train(benchmark::State& state, const Setting& setting) {
  std::int64_t steps = 0;
  double score = 0;
  std::uint64_t seed = 0;
  for (auto _ : state) {
    Run run(setting, static_cast<int>(state.range(0)), ++seed);
    for (int done = 0; done < setting.total_steps; done += run.rollout.size()) {
      run.collector.collect(run.rollout);
      run.agent->learn(run.rollout);
      steps += run.rollout.size();
    }
    state.PauseTiming();
    score = run.score();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(steps);
  state.counters["score"] = score;
}

/// CleanRL's ppo.py as it comes; its value loss has a factor 1/2 of its own.
void cartpole_as_cleanrl(benchmark::State& state) {
  train(state, {"CartPole-v1",
                4,
                100000,
                {{"n_steps", "128"},
                 {"batch_size", "128"},
                 {"n_epochs", "4"},
                 {"learning_rate", "lin_0.00025"},
                 {"clip_range_vf", "0.2"},
                 {"ent_coef", "0.01"},
                 {"vf_coef", "0.25"}}});
}
BENCHMARK(cartpole_as_cleanrl)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// RLtools' src/rl/environments/pendulum/ppo/cpu: ReLU, deviation 2 at the start, Adam at 1e-3.
void pendulum_as_rltools(benchmark::State& state) {
  train(state, {"Pendulum-v1",
                4,
                300000,
                {{"n_steps", "1024"},
                 {"batch_size", "256"},
                 {"n_epochs", "2"},
                 {"gamma", "0.9"},
                 {"learning_rate", "0.001"},
                 {"policy.activation_fn", "relu"},
                 {"policy.log_std_init", "0.693"}},
                {.normalize_observation = true}});
}
BENCHMARK(pendulum_as_rltools)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Learning alone, from the same rollout again and again, in RLtools' setting: minibatches of four shards.
void pendulum_learning(benchmark::State& state) {
  Run run({"Pendulum-v1",
           4,
           0,
           {{"n_steps", "1024"}, {"batch_size", "256"}, {"n_epochs", "2"}, {"policy.activation_fn", "relu"}},
           {.normalize_observation = true}},
          static_cast<int>(state.range(0)), 1);
  run.collector.collect(run.rollout);
  for (auto _ : state) run.agent->learn(run.rollout);
  state.SetItemsProcessed(state.iterations() * run.rollout.size() * 2);
}
BENCHMARK(pendulum_learning)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Acting and stepping alone: arguments are slots and workers.
void cartpole_rollouts(benchmark::State& state) {
  Run run({"CartPole-v1", static_cast<int>(state.range(0)), 0, {{"n_steps", "128"}}},
          static_cast<int>(state.range(1)), 1);
  for (auto _ : state) run.collector.collect(run.rollout);
  state.SetItemsProcessed(state.iterations() * run.rollout.size());
}
BENCHMARK(cartpole_rollouts)->ArgsProduct({{8, 64}, {1, 2}})->UseRealTime();

}  // namespace
}  // namespace gymkhana
