// What agents with action values do alike: gradients of a minibatch on the workers, the optimiser's step,
// schedules, saving, looks inside.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "agents/agent.h"
#include "agents/deep_q/q_actor.h"
#include "agents/deep_q/q_network.h"
#include "nn/optimizer.h"

namespace gymkhana {

/// Samples of a minibatch that one task takes through the network. Like kShardSize in learner.h a part of
/// what a seed means: gradients of shards are added in order.
inline constexpr int kQShard = 64;

/// Shards at a time: what bounds the memory that a large minibatch takes.
inline constexpr int kQShardsAtOnce = 32;

/// Room for one shard's passes.
struct QShard {
  QShard(const QPolicy& policy, Index capacity);

  int first = 0, count = 0;  ///< of the minibatch
  Matrix<float> inputs;      ///< encoded observations
  Workspace<float> workspace;
  Matrix<float> d_outputs;
  Vector<float> gradient;
  double loss = 0;
};

class QLearner {
 public:
  QLearner(const AgentSetup& setup, const char* algorithm, const QNetConfig& net,
           const OptimizerConfig& optimizer, std::shared_ptr<const Distribution> distribution);

  std::unique_ptr<Actor> make_actor(int slots, bool greedy) const {
    return std::make_unique<QActor>(policy_, slots, greedy);
  }
  Insight look(const ActorInput& seen) const;
  std::vector<float> saliency(const ActorInput& seen) const;

  QPolicy& policy() { return policy_; }
  const QPolicy& policy() const { return policy_; }
  Encoder& encoder() { return policy_.encoder; }
  Rng& rng() { return rng_; }  ///< the learner's own draws
  /// New noise for the noisy layers of `network`, this one's or a copy.
  void renew_noise(Network<float>& network);

  /// Where schedules stand: 1 at the start of the run, 0 at its end.
  double progress_remaining() const;
  std::int64_t steps() const { return steps_; }      ///< of the environment, learned from
  std::int64_t updates() const { return updates_; }  ///< gradient steps
  void count_steps(int steps) { steps_ += steps; }

  /// Cuts `count` samples into shards, calls work(k) for shard(k) on the workers, k < kQShardsAtOnce, and
  /// adds up losses and gradients in order.
  template <class Work>
  void for_each_shard(int count, Work&& work);
  /// The same for any number of samples that only pass forward: work(shard) with room for each worker.
  template <class Work>
  void for_each_block(int count, Work&& work);
  QShard& shard(int k) { return shards_[k]; }
  /// Cuts the sum of the gradients to max_grad_norm, and steps. Returns the loss. Throws NonFinite, and
  /// leaves the weights alone, when loss or gradient is not finite.
  double step(double learning_rate, double max_grad_norm);

  void save(TensorFile& file) const;
  void load(const TensorFile& file);

 private:
  void add_up(int shards, bool first);

  Workers& workers_;
  std::int64_t total_steps_;
  QPolicy policy_;
  Optimizer<float> optimizer_;
  Rng rng_;
  std::int64_t steps_ = 0, updates_ = 0;
  std::vector<QShard> shards_;
  Vector<float> gradient_;
  double loss_ = 0;
};

template <class Work>
void QLearner::for_each_shard(int count, Work&& work) {
  const int all = (count + kQShard - 1) / kQShard;
  while (static_cast<int>(shards_.size()) < std::min(all, kQShardsAtOnce))
    shards_.emplace_back(policy_, kQShard);
  for (int first = 0; first < all; first += kQShardsAtOnce) {
    const int shards = std::min(kQShardsAtOnce, all - first);
    for (int k = 0; k < shards; ++k) {
      shards_[k].first = (first + k) * kQShard;
      shards_[k].count = std::min(kQShard, count - shards_[k].first);
    }
    workers_.run(shards, work);
    add_up(shards, first == 0);
  }
}

template <class Work>
void QLearner::for_each_block(int count, Work&& work) {
  const int blocks = (count + kQShard - 1) / kQShard, tasks = std::min(blocks, workers_.count());
  while (static_cast<int>(shards_.size()) < tasks) shards_.emplace_back(policy_, kQShard);
  workers_.run(tasks, [&](int task) {
    for (int block = task; block < blocks; block += tasks) {
      shards_[task].first = block * kQShard;
      shards_[task].count = std::min(kQShard, count - shards_[task].first);
      work(shards_[task]);
    }
  });
}

}  // namespace gymkhana
