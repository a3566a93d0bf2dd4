// What agents with action values do alike: gradients of a minibatch on the workers, the optimiser's step,
// schedules, saving, looks inside.
#pragma once

#include <memory>
#include <vector>

#include "agents/agent.h"
#include "agents/deep_q/q_actor.h"
#include "agents/deep_q/q_network.h"
#include "agents/descent.h"
#include "agents/minibatch.h"

namespace gymkhana {

/// Room for one shard's passes.
struct QShard {
  explicit QShard(const QPolicy& policy);

  Matrix<float> inputs;  ///< encoded observations
  Workspace<float> workspace;
  Matrix<float> d_outputs;
  Vector<float> gradient;
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

  Workers& workers() { return workers_; }
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

  /// One step along the gradient of a minibatch, cut to max_grad_norm: work(shard, first, count) takes its
  /// samples forward and back and returns their part of the loss. Returns the loss. Throws NonFinite, and
  /// leaves the weights alone, when loss or gradient is not finite.
  template <class Shard, class Work>
  double descend(WorkerTeam& team, Shards<Shard>& shards, int samples, double learning_rate,
                 double max_grad_norm, Work&& work) {
    const double loss = shards.add_up(team, samples, gradient_, work);
    step(team, loss, learning_rate, max_grad_norm);
    return loss;
  }

  void save(TensorFile& file) const;
  void load(const TensorFile& file);

 private:
  void step(WorkerTeam& team, double loss, double learning_rate, double max_grad_norm);

  Workers& workers_;
  std::int64_t total_steps_;
  QPolicy policy_;
  Descent descent_;
  Rng rng_;
  std::int64_t steps_ = 0, updates_ = 0;
  Vector<float> gradient_;
};

}  // namespace gymkhana
