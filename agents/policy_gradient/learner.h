// What REINFORCE, A2C and PPO do alike: estimate advantages, take gradients of minibatches, step the
// optimiser, save and load.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "agents/agent.h"
#include "agents/descent.h"
#include "agents/minibatch.h"
#include "agents/policy_gradient/estimates.h"
#include "agents/policy_gradient/shard.h"
#include "replay/encoder.h"

namespace gymkhana {

/// A rollout while an update learns from it; the workers stay awake as long.
struct UpdateScope {
  const Rollout& rollout;
  WorkerTeam team;
  bool absorbed;  ///< whether the observation statistics have taken the rollout in already
};

/// The samples of a gradient step: these columns of a rollout.
struct Minibatch {
  std::span<const int> columns;
  bool normalize_advantage;  ///< to mean 0 and deviation 1 over the minibatch
};

class Learner {
 public:
  Learner(const AgentSetup& setup, const PolicyConfig& policy, const OptimizerConfig& optimizer);

  std::unique_ptr<Actor> make_actor(int slots, bool greedy) const;
  Insight look(const ActorInput& seen) const;
  std::vector<float> saliency(const ActorInput& seen) const;

  UpdateScope begin(const Rollout& rollout);
  /// Where schedules stand: 1 for the first rollout of the run, and above 0 for the last one.
  double progress_remaining() const;
  /// Values of all columns by the present critic, then GAE; valid until the next estimate.
  const Estimates& estimate(UpdateScope& update, const Discounting& discounting, double lambda);
  /// The same without a critic: advantages and returns are the discounted rewards up to the end of each
  /// episode or of the rollout.
  const Estimates& monte_carlo(UpdateScope& update, const Discounting& discounting);

  /// All columns of the rollout in ascending, or in a new random order; valid until the next call.
  std::span<const int> columns(const UpdateScope& update);
  std::span<const int> shuffled_columns(const UpdateScope& update);

  /// The gradient of a loss over a minibatch: loss(shard) answers for each shard with its sums, and fills in
  /// the slopes. Returns the sums over all samples; the gradient is kept for step().
  LossSums gradient(UpdateScope& update, const Estimates& estimates, const Minibatch& minibatch,
                    const std::function<LossSums(Shard<float>&)>& loss);
  /// One step of the optimiser along the last gradient, cut to max_grad_norm. Returns its norm before. Throws
  /// NonFinite, and leaves the weights alone, when the sums or the norm are not finite.
  double step(UpdateScope& update, const LossSums& sums, double learning_rate, double max_grad_norm);

  /// Ends an update: takes the rollout into the observation statistics and counts it.
  void finish(const UpdateScope& update);

  std::int64_t updates() const { return updates_; }
  /// Mean standard deviation of a Gaussian policy, in action units.
  std::optional<double> deviation() const;

  void save(TensorFile& file) const;
  void load(const TensorFile& file);

 private:
  /// Makes the mean of a minibatch's advantages 0 and their deviation 1, or leaves them as they are.
  struct AdvantageScale {
    double shift = 0, scale = 1;
    float operator()(float advantage) const { return static_cast<float>((advantage - shift) * scale); }
  };

  void predict_values(WorkerTeam& team, const ObservationBatch& observations, int count,
                      std::span<float> values);
  static AdvantageScale advantage_scale(const Estimates& estimates, const Minibatch& minibatch);
  void fill(Shard<float>& shard, const Rollout& rollout, const Estimates& estimates,
            std::span<const int> columns, const AdvantageScale& scale) const;

  Space actions_;
  std::int64_t total_steps_;
  Workers& workers_;
  Encoder encoder_;
  ActorCritic<float> policy_;
  Descent descent_;
  Rng minibatches_;
  std::int64_t steps_ = 0;    // of the environment, learned from
  std::int64_t updates_ = 0;  // rollouts learned from

  // Room, so that updates need not allocate:
  Estimates estimates_;
  std::vector<int> order_;
  Shards<Shard<float>> shards_;
  Vector<float> gradient_;
};

}  // namespace gymkhana
