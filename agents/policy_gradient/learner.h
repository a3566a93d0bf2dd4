// What REINFORCE, A2C and PPO do alike: estimate advantages, gather minibatches, add up gradients on the
// workers, step the optimiser, save and load.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "agents/agent.h"
#include "agents/policy_gradient/estimates.h"
#include "agents/policy_gradient/shard.h"
#include "envs/core/workers.h"
#include "nn/optimizer.h"
#include "replay/encoder.h"

namespace gymkhana {

/// Samples per shard of a minibatch. Gradients of shards are added in order, so this number, unlike the
/// number of workers, is part of what a seed means. Large enough for fast matrix products, small enough that
/// a minibatch of 128 occupies two workers.
inline constexpr int kShardSize = 64;

/// Shards at a time: what bounds the memory that a large minibatch takes.
inline constexpr int kShardsAtOnce = 32;

/// What later rewards count for.
struct Discounting {
  double gamma;
  bool stop_at_rewards = false;  ///< nothing after a reward that is not 0
};

class Learner {
 public:
  Learner(const AgentSetup& setup, const PolicyConfig& policy, const OptimizerConfig& optimizer);

  std::unique_ptr<Actor> make_actor(int slots, bool greedy) const;
  Insight look(const ActorInput& seen) const;
  std::vector<float> saliency(const ActorInput& seen) const;

  /// Keeps the rollout at hand until finish().
  void begin(const Rollout& rollout) {
    rollout_ = &rollout;
    absorbed_ = encoder_.warm_up(rollout);
  }
  const Rollout& rollout() const { return *rollout_; }

  /// Where schedules stand: 1 for the first rollout of the run, and above 0 for the last one.
  double progress_remaining() const;
  /// Values of all columns by the present critic, then GAE; returns are advantages + values.
  const Estimates& estimate(const Discounting& discounting, double lambda);
  /// The same without a critic, which is not asked in this update: values are 0, advantages and returns the
  /// discounted rewards up to the end of each episode or of the rollout.
  const Estimates& monte_carlo(const Discounting& discounting);

  /// All columns of the rollout in ascending, or in a new random order.
  std::span<const int> columns();
  std::span<const int> shuffled_columns();

  /// The gradient of a loss over the samples in `columns`: gathers them, predicts, calls loss(shard) for each
  /// shard, which fills in slopes and sums, and differentiates. Returns the sums over all samples.
  LossSums gradient(std::span<const int> columns, bool normalize_advantage,
                    const std::function<void(Shard<float>&)>& loss);
  /// One step of the optimiser along the last gradient, cut to max_grad_norm. Throws NonFinite, and leaves
  /// the weights alone, when the sums or the gradient are not finite.
  void step(const LossSums& sums, double learning_rate, double max_grad_norm);

  /// Ends an update: takes the rollout into the observation statistics and counts it.
  void finish();

  std::int64_t updates() const { return updates_; }
  const Policy<float>& policy() const { return policy_; }
  /// Mean standard deviation of a Gaussian policy, in action units; 0 for Discrete actions.
  double deviation() const;

  void save(TensorFile& file) const;
  void load(const TensorFile& file);

 private:
  const Estimates& accumulate(const Discounting& discounting, double lambda);
  void predict_values(const ObservationBatch& observations, int count, std::span<float> values);
  void prepare(std::span<const int> columns, bool normalize_advantage);
  void fill(Shard<float>& shard, std::span<const int> columns) const;
  void add_up(int shards, bool first);
  int shards_of(std::size_t samples) const {
    return static_cast<int>((samples + kShardSize - 1) / kShardSize);
  }

  Space actions_;
  std::int64_t total_steps_;
  Workers& workers_;
  Encoder encoder_;
  Policy<float> policy_;
  Optimizer<float> body_optimizer_, actor_optimizer_, critic_optimizer_, log_std_optimizer_;
  Rng minibatches_;
  std::int64_t steps_ = 0;    // of the environment, learned from
  std::int64_t updates_ = 0;  // rollouts learned from

  const Rollout* rollout_ = nullptr;
  bool absorbed_ = false;
  Estimates estimates_;
  std::vector<float> last_values_;  // of the rollout's last_observations
  std::vector<int> order_;
  bool asks_critic_ = true;
  std::vector<Shard<float>> shards_;
  double advantage_shift_ = 0, advantage_scale_ = 1;  // its normalisation
  LossSums sums_;
  Vector<float> d_body_, d_actor_, d_critic_, d_log_std_;
};

}  // namespace gymkhana
