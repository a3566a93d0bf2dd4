#include "experiments/run/run_state.h"

#include <algorithm>
#include <numeric>
#include <thread>

#include "envs/core/wrappers/wrap.h"
#include "experiments/settings/seeds.h"
#include "replay/reward_scaler.h"

namespace gymkhana {
namespace {

constexpr std::size_t kRecentEpisodes = 100;

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

void push(std::vector<double>& values, double value) {
  if (values.size() == kRecentEpisodes) values.erase(values.begin());
  values.push_back(value);
}

constexpr double kDiscount = 0.99;  // for the scale of rewards, of agents that have none

}  // namespace

void RecentEpisodes::add(const Episode& episode, bool success) {
  push(returns_, episode.total_reward);
  push(lengths_, episode.length);
  push(successes_, success);
}

double RecentEpisodes::mean_return() const {
  return mean(returns_);
}
double RecentEpisodes::mean_length() const {
  return mean(lengths_);
}
double RecentEpisodes::success_rate() const {
  return mean(successes_);
}

RunState::RunState(const Registry& registry, const Experiment& experiment)
    : workers_(worker_count(experiment.train.workers)) {
  const TrainConfig& train = experiment.train;
  const MakeBatch envs = [&](int slots) { return make_batch(registry.envs, experiment, slots); };
  if (train.normalize_reward) {
    reward_stages_.add(std::make_unique<RewardScaler>(
        train.n_envs, registry.agents.find(experiment.algo).discount(experiment.agent).value_or(kDiscount)));
  }
  agent_ = make_agent(registry, experiment, envs(1)->env(0), workers_, &reward_stages_);
  const MakeActor actors = [&](SlotRange slots) { return agent_->make_actor(slots, false); };
  const RunSeeds seeds = run_seeds(train.seed);
  collector_ = std::make_unique<Collector>(envs, actors, train.n_envs, seeds.envs, workers_);
  if (agent_->rollout_steps() < 1)
    throw Error("agent \"" + experiment.algo + "\" asks for rollouts of " +
                std::to_string(agent_->rollout_steps()) + " steps; rollout_steps() must be at least 1");
  rollout_ = Rollout(spec(), agent_->rollout_steps(), train.n_envs);
  const std::vector<std::string>& info = spec().info;
  success_ = std::find(info.begin(), info.end(), "is_success") - info.begin();
}

std::span<const Metric> RunState::advance(std::atomic<std::int64_t>* stepped) {
  collector_->collect(rollout_, stepped);
  counters_.steps += rollout_.size();
  count_episodes();
  reward_stages_.apply(rollout_);
  ++counters_.updates;
  const std::span<const Metric> metrics = agent_->learn(rollout_);
  metrics_.assign(metrics.begin(), metrics.end());
  reward_stages_.add_metrics(metrics_);
  return metrics_;
}

void RunState::count_episodes() {
  for (const Episode& episode : rollout_.episodes) {
    counters_.recent.add(episode, success_ < episode.info.size() && episode.info[success_] > 0);
    ++counters_.episodes;
  }
}

void RunState::serialize(Archive& archive) {
  archive(*collector_, counters_, reward_stages_);
}

std::unique_ptr<Agent> make_agent(const Registry& registry, const Experiment& experiment, const Env& env,
                                  Workers& workers, const RewardStages* reward_stages) {
  const TrainConfig& train = experiment.train;
  const AgentSetup setup{.env = env.spec(),
                         .n_envs = train.n_envs,
                         .seed = run_seeds(train.seed).agent,
                         .total_steps = train.n_timesteps,
                         .encoder = {.normalize_observation = train.normalize_observation},
                         .workers = workers,
                         .transitions = env.transitions(),
                         .stacked_frames = stacked_frames(env),
                         .reward_stages = reward_stages};
  return registry.agents.find(experiment.algo).make(setup, experiment.agent);
}

int worker_count(int workers) {
  return workers > 0 ? workers : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace gymkhana
