// The state of a training run: everything that its future depends on, in one place, saved and loaded as one.
#pragma once

#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "agents/agent.h"
#include "envs/core/workers.h"
#include "experiments/settings/config.h"
#include "experiments/settings/registry.h"
#include "replay/collector.h"
#include "replay/reward_stage.h"

namespace gymkhana {

/// Means over the last hundred finished episodes, Stable-Baselines3's window.
class RecentEpisodes {
 public:
  void add(const Episode& episode, bool success);

  bool empty() const { return returns_.empty(); }
  double mean_return() const;
  double mean_length() const;
  double success_rate() const;

  void serialize(Archive& archive) { archive(returns_, lengths_, successes_); }

 private:
  std::vector<double> returns_, lengths_, successes_;  // oldest first
};

/// How far a run has come.
struct RunCounters {
  std::int64_t steps = 0;    ///< environment steps of all slots
  std::int64_t updates = 0;  ///< of the agent
  std::int64_t episodes = 0;
  double best = -std::numeric_limits<double>::infinity();  ///< mean return of the best evaluation
  RecentEpisodes recent = {};

  void serialize(Archive& archive) { archive(steps, updates, episodes, best, recent); }
};

/// Environments, agent and counters. Building one checks the whole experiment and touches no file.
class RunState {
 public:
  RunState(const Registry& registry, const Experiment& experiment);

  /// One round of learning: every slot goes through the agent's rollout, which the agent then learns from.
  /// `stepped`, if given, counts environment steps while they are made.
  std::span<const Metric> advance(std::atomic<std::int64_t>* stepped = nullptr);

  const Rollout& rollout() const { return rollout_; }
  const Agent& agent() const { return *agent_; }
  Agent& agent() { return *agent_; }
  const EnvSpec& spec() const { return collector_->spec(); }
  /// Whether the environment says of each episode if it was a success.
  bool tells_success() const { return success_ < spec().info.size(); }
  Workers& workers() { return workers_; }
  RunCounters& counters() { return counters_; }
  const RunCounters& counters() const { return counters_; }

  /// Collector, counters and reward stages; the agent saves itself.
  void serialize(Archive& archive);

 private:
  void count_episodes();

  Workers workers_;
  RewardStages reward_stages_;  // the agent's replay buffer asks them
  std::unique_ptr<Agent> agent_;
  std::unique_ptr<Collector> collector_;
  Rollout rollout_;
  std::vector<Metric> metrics_;  // of the last update
  RunCounters counters_;
  std::size_t success_;  // index of the info field is_success; past the end when there is none
};

/// The agent of an experiment for environments like `environment`, which need not outlive the call. Agents
/// that only act do without reward stages.
std::unique_ptr<Agent> make_agent(const Registry& registry, const Experiment& experiment, const Env& env,
                                  Workers& workers, const RewardStages* reward_stages = nullptr);

/// Threads to use: `workers`, or one per core for 0.
int worker_count(int workers);

}  // namespace gymkhana
