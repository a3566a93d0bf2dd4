// Reward stages: what rewards go through between the collector and the agent.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "envs/core/archive.h"
#include "replay/metric.h"
#include "replay/rollout.h"

namespace gymkhana {

/// One change of rewards, such as a scale, with a state of its own.
class RewardStage {
 public:
  virtual ~RewardStage() = default;

  /// Takes the rollout into the stage's state, then rewrites the rollout's rewards.
  virtual void apply(Rollout& rollout) = 0;
  /// What apply() would make, by the present state, of a reward that was kept as it was.
  virtual double now(double reward) const = 0;

  virtual void add_metrics(std::vector<Metric>& metrics) const = 0;
  virtual void serialize(Archive& archive) = 0;
};

/// Stages one after another, the first nearest to the environment.
class RewardStages {
 public:
  void add(std::unique_ptr<RewardStage> stage) { stages_.push_back(std::move(stage)); }

  /// Rewrites the rewards of a rollout, and keeps what they were in its `raw_rewards`.
  void apply(Rollout& rollout) {
    if (stages_.empty()) return;
    rollout.raw_rewards = rollout.rewards;
    for (const auto& stage : stages_) stage->apply(rollout);
  }
  /// What a raw reward is worth by the present state of all stages. Replay buffers ask when they draw it.
  double now(double reward) const {
    for (const auto& stage : stages_) reward = stage->now(reward);
    return reward;
  }

  void add_metrics(std::vector<Metric>& metrics) const {
    for (const auto& stage : stages_) stage->add_metrics(metrics);
  }
  void serialize(Archive& archive) {
    for (const auto& stage : stages_) stage->serialize(archive);
  }

 private:
  std::vector<std::unique_ptr<RewardStage>> stages_;
};

}  // namespace gymkhana
