#include "agents/deep_q/dqn.h"

#include <algorithm>
#include <cmath>

#include "agents/non_finite.h"
#include "nn/weights.h"

namespace gymkhana {
namespace {

constexpr Range kShareAboveZero{.low = 0, .high = 1, .open_low = true};

}  // namespace

Fields dqn_fields(DqnConfig& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "of Adam; lin_X falls from X to 0 over the run"),
      field("buffer_size", c.buffer_size, "transitions kept, of all slots together", at_least(1)),
      field("learning_starts", c.learning_starts,
            "steps of all slots before the first gradient step; until then actions are random", at_least(0)),
      field("batch_size", c.batch_size, "transitions per gradient step", at_least(1)),
      field("train_freq", c.train_freq, "steps per slot between two updates", at_least(1)),
      field("gradient_steps", c.gradient_steps, "per update; -1: as many as steps were taken", at_least(-1)),
      discount_field(c.gamma),
      field("tau", c.tau, "how far the target moves towards Q when it is renewed", kShareAboveZero),
      field("target_update_interval", c.target_update_interval,
            "steps of all slots between two renewals of the target", at_least(1)),
      field("exploration_fraction", c.exploration_fraction, "of the run, over which epsilon falls",
            between(0, 1)),
      field("exploration_initial_eps", c.exploration_initial_eps, "epsilon at the start", between(0, 1)),
      field("exploration_final_eps", c.exploration_final_eps, "epsilon in the end", between(0, 1)),
      field("max_grad_norm", c.max_grad_norm, "longest gradient", above(0)),
      field("adam_eps", c.adam_eps,
            "keeps Adam's divisions finite; larger ones slow weights that rarely matter", above(0)),
      field("double_q", c.double_q, "the target values the action that Q prefers, which lowers optimism"),
      field("n_steps", c.n_steps, "rewards before the bootstrap", at_least(1)),
      field("prioritized", c.prioritized, "draw transitions in proportion to their error"),
      field("per_alpha", c.per_alpha, "how much priority counts; 0 is uniform", between(0, 1)),
      field("per_beta", c.per_beta, "how much of the bias of prioritised draws is corrected"),
  };
  for (Field& each : q_net_fields(c.net)) fields.push_back(std::move(each));
  return fields;
}

ReplayAgent::ReplayShard::ReplayShard(const EnvSpec& spec, const QPolicy& policy)
    : QShard(policy),
      batch(spec, kShardSize),
      next_inputs(policy.network.inputs(), kShardSize),
      next_q(policy.actions, kShardSize),
      next_workspace(policy.network, kShardSize),
      actions(kShardSize),
      next_actions(kShardSize),
      weights(kShardSize) {}

ReplayAgent::ReplayAgent(const AgentSetup& setup, const char* name, const DqnConfig& config,
                         std::shared_ptr<const Distribution> distribution)
    : LearnerAgent(setup, name, config.net, OptimizerConfig{.eps = config.adam_eps}, std::move(distribution)),
      config_(config),
      spec_(setup.env),
      target_(learner_.policy().network),
      replay_(setup.env, setup.n_envs,
              {.capacity = config.buffer_size,
               .n_steps = config.n_steps,
               .gamma = config.gamma,
               .prioritized = config.prioritized,
               .alpha = config.per_alpha,
               .stacked_frames = setup.stacked_frames,
               .reward_stages = setup.reward_stages}),
      shards_([this] { return ReplayShard(spec_, learner_.policy()); }) {
  check_share("per_beta", config.per_beta);
  if (config.gradient_steps == 0) throw Error("gradient_steps = 0 would learn nothing; -1: as many as steps");
  if (config.batch_size > config.buffer_size)
    throw Error("batch_size = " + std::to_string(config.batch_size) + " is more than buffer_size = " +
                std::to_string(config.buffer_size) + " holds; make it smaller");
  set_epsilon();
}

std::span<const Metric> ReplayAgent::learn(const Rollout& rollout) {
  for (const double reward : rollout.rewards)
    if (!std::isfinite(reward)) throw NonFinite("a reward", learner_.updates());
  replay_.add(rollout);
  learner_.encoder().absorb(rollout);

  const std::int64_t before = learner_.steps();
  const double epsilon = learner_.policy().epsilon;  // that the rollout was gathered with
  learner_.count_steps(rollout.size());
  if (learner_.steps() > config_.learning_starts && replay_.size() > 0) {
    const int rounds = config_.gradient_steps < 0 ? rollout.size() : config_.gradient_steps;
    WorkerTeam team(learner_.workers());
    for (int k = 0; k < rounds; ++k) loss_ = gradient_step(team);
  }
  renew_target(before);
  set_epsilon();
  metrics_ = {{{"rollout/exploration_rate", epsilon},
               {"train/learning_rate", config_.learning_rate(learner_.progress_remaining())},
               {"train/loss", loss_},
               {"train/n_updates", static_cast<double>(learner_.updates())},
               {"train/replay_size", static_cast<double>(replay_.size())}}};
  return metrics_;
}

double ReplayAgent::gradient_step(WorkerTeam& team) {
  const double progress = learner_.progress_remaining();
  replay_.draw(config_.batch_size, config_.per_beta(progress), learner_.rng(), draw_);
  errors_.resize(config_.batch_size);
  if (config_.net.noisy) {
    learner_.renew_noise(learner_.policy().network);
    learner_.renew_noise(target_);
  }
  const double loss = learner_.descend(
      team, shards_, config_.batch_size, config_.learning_rate(progress), config_.max_grad_norm,
      [this](ReplayShard& shard, int first, int count) { return loss_and_gradient(shard, first, count); });
  replay_.set_errors(draw_.ids, errors_);
  return loss;
}

// One shard: what was drawn, what the target says of what followed, loss and gradient.
double ReplayAgent::loss_and_gradient(ReplayShard& shard, int first, int size) {
  const QPolicy& policy = learner_.policy();
  const std::size_t begin = first, count = size;
  ReplayBatch& batch = shard.batch;
  replay_.gather(std::span(draw_.ids).subspan(begin, count), batch);
  const auto inputs = policy.encoder.columns(batch.observations, 0, size, shard.inputs);
  const auto next_inputs = policy.encoder.columns(batch.next_observations, 0, size, shard.next_inputs);
  if (config_.double_q) choose_next(shard, policy.network.forward(next_inputs, shard.next_workspace));
  const auto next_outputs = target_.forward(next_inputs, shard.next_workspace);
  if (!config_.double_q) choose_next(shard, next_outputs);
  for (std::size_t i = 0; i < count; ++i) {
    shard.actions[i] = batch.actions.index(static_cast<int>(i)) - policy.first_action;
    shard.weights[i] = draw_.weights[begin + i] / static_cast<float>(config_.batch_size);
  }

  const QTargets targets{.outputs = policy.network.forward(inputs, shard.workspace),
                         .next_outputs = next_outputs,
                         .actions = std::span(shard.actions).first(count),
                         .next_actions = std::span(shard.next_actions).first(count),
                         .rewards = std::span(batch.rewards).first(count),
                         .discounts = std::span(batch.discounts).first(count),
                         .weights = std::span(shard.weights).first(count)};
  const MatrixMap<float> d_outputs(shard.d_outputs.data(), shard.d_outputs.rows(), size);
  const double loss =
      policy.distribution->loss(targets, {d_outputs, std::span(errors_).subspan(begin, count)});
  shard.gradient.setZero();
  policy.network.backward(d_outputs, shard.workspace, shard.gradient);
  return loss;
}

// The best allowed action of each next observation, by these outputs.
void ReplayAgent::choose_next(ReplayShard& shard, ConstMatrixMap<float> outputs) {
  const MatrixMap<float> q(shard.next_q.data(), shard.next_q.rows(), outputs.cols());
  learner_.policy().distribution->means(outputs, q);
  const std::size_t actions = q.rows();
  const std::span<const std::uint8_t> masks = shard.batch.next_masks;
  for (Index i = 0; i < q.cols(); ++i)
    shard.next_actions[i] =
        best_action({q.col(i).data(), actions}, masks.empty() ? masks : masks.subspan(i * actions, actions));
}

void ReplayAgent::renew_target(std::int64_t steps_before) {
  const std::int64_t interval = config_.target_update_interval;
  if (learner_.steps() / interval == steps_before / interval) return;
  const auto tau = static_cast<float>(config_.tau);
  const auto source = learner_.policy().network.parameters();
  if (tau == 1) {
    target_.mutable_parameters() = source;
  } else {
    target_.mutable_parameters() += tau * (source - target_.parameters());
  }
  target_.pack();
}

void ReplayAgent::set_epsilon() {
  const double done = 1 - learner_.progress_remaining();
  const double share =
      config_.exploration_fraction > 0 ? std::min(1.0, done / config_.exploration_fraction) : 1;
  learner_.policy().epsilon =
      learner_.steps() < config_.learning_starts
          ? 1
          : config_.exploration_initial_eps +
                share * (config_.exploration_final_eps - config_.exploration_initial_eps);
}

void ReplayAgent::save(TensorFile& file) const {
  learner_.save(file);
  gymkhana::save(file, "target.", target_);
}

void ReplayAgent::load(const TensorFile& file) {
  learner_.load(file);
  gymkhana::load(file, "target.", target_);
}

}  // namespace gymkhana
