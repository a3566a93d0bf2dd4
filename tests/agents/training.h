// Trains an agent on an environment: what the agents' tests share.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "agents/registry.h"
#include "replay/collector.h"
#include "replay/evaluate.h"

namespace gymkhana {

/// A run in memory: environments, agent and collector.
struct Training {
  Training(MakeBatch make_batch, const std::string& algo, const Settings& settings, int n_envs = 4,
           int worker_count = 1, EncoderConfig encoder = {}, std::uint64_t seed = 1)
      : envs(std::move(make_batch)),
        workers(worker_count),
        spec(envs(1)->spec()),
        agent(standard_agents().find(algo).make({spec, n_envs, seed, 100000, encoder, workers}, settings)),
        collector(
            envs, [this](SlotRange slots) { return agent->make_actor(slots, false); }, n_envs, seed, workers),
        rollout(spec, agent->rollout_steps(), n_envs) {}

  std::span<const Metric> update() {
    collector.collect(rollout);
    return learn();
  }
  std::span<const Metric> learn() { return agent->learn(rollout); }

  /// Everything that the agent saves.
  TensorFile weights() const {
    TensorFile file;
    agent->save(file);
    return file;
  }

  double mean_return(int episodes) {
    double sum = 0;
    for (const Episode& episode : evaluate(
             envs, [this](SlotRange slots) { return agent->make_actor(slots, true); }, {.episodes = episodes},
             workers)) {
      sum += episode.total_reward;
    }
    return sum / episodes;
  }

  MakeBatch envs;
  Workers workers;
  EnvSpec spec;
  std::unique_ptr<Agent> agent;
  Collector collector;
  Rollout rollout;
};

}  // namespace gymkhana
