#include "agents/policy_gradient/ppo.h"

#include <algorithm>
#include <cmath>

namespace gymkhana {

Fields Ppo::fields(Config& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "of Adam; lin_X falls from X to 0 over the run"),
      field("n_steps", c.n_steps, "steps per slot and rollout", at_least(1)),
      field("batch_size", c.batch_size, "samples per gradient step; all of a rollout that holds fewer",
            at_least(1)),
      field("n_epochs", c.n_epochs, "passes over each rollout", at_least(1)),
      discount_field(c.gamma),
      field("gae_lambda", c.gae_lambda, "0: one-step advantages, little noise; 1: whole returns, little bias",
            between(0, 1)),
      field("clip_range", c.clip_range, "how far from 1 the probability ratio still pays; or lin_X"),
      field("clip_range_vf", c.clip_range_vf,
            "how far a value may move per update, in units of return; 0: anywhere", at_least(0)),
      field("normalize_advantage", c.normalize_advantage, "to mean 0 and deviation 1 in each minibatch"),
      field("ent_coef", c.ent_coef, "weight of the entropy bonus", at_least(0)),
      field("vf_coef", c.vf_coef, "weight of the value loss", at_least(0)),
      field("max_grad_norm", c.max_grad_norm, "longest gradient, of actor and critic together", above(0)),
      field("target_kl", c.target_kl, "end an update when the KL passes 1.5 times this; 0: never",
            at_least(0)),
  };
  for (Field& each : policy_fields(c.policy)) fields.push_back(std::move(each));
  return fields;
}

Ppo::Ppo(const AgentSetup& setup, const Config& config)
    : LearnerAgent(setup, config.policy, OptimizerConfig{.kind = OptimizerKind::adam, .eps = 1e-5}),
      config_(config) {}

template <class Scalar>
LossSums ppo_loss(const PpoLoss& loss, Shard<Scalar>& shard) {
  const Scalar batch = static_cast<Scalar>(loss.batch);
  const Scalar clip = static_cast<Scalar>(loss.clip_range), clip_vf = static_cast<Scalar>(loss.clip_range_vf);
  const Scalar vf_coef = static_cast<Scalar>(loss.vf_coef);
  LossSums sums;
  for (Index i = 0; i < shard.count; ++i) {
    const Scalar log_ratio = shard.log_probs[i] - shard.old_log_probs[i];
    const Scalar ratio = std::exp(log_ratio), advantage = shard.advantages[i];
    const Scalar gain = ratio * advantage;
    const Scalar clipped_gain = std::clamp(ratio, 1 - clip, 1 + clip) * advantage;
    shard.d_log_probs[i] = gain <= clipped_gain ? -gain / batch : 0;  // d ratio / d log_prob = ratio
    sums.policy_loss -= std::min(gain, clipped_gain);
    sums.kl += std::expm1(log_ratio) - log_ratio;  // Schulman, "Approximating KL divergence", k3
    sums.clipped += std::abs(ratio - 1) > clip;
    sums.entropy += shard.entropies[i];

    Scalar error = shard.values[i] - shard.returns[i], slope = 2 * error;
    const Scalar move = shard.values[i] - shard.old_values[i];
    if (clip_vf > 0 && std::abs(move) > clip_vf) {
      const Scalar clipped_error =
          shard.old_values[i] + std::clamp(move, -clip_vf, clip_vf) - shard.returns[i];
      if (std::abs(clipped_error) > std::abs(error)) {
        error = clipped_error;
        slope = 0;  // the clipped value does not move
      }
    }
    shard.d_values[i] = vf_coef * slope / batch;
    sums.value_loss += error * error;
  }
  shard.d_entropy = -static_cast<Scalar>(loss.ent_coef) / batch;
  return sums;
}

std::span<const Metric> Ppo::learn(const Rollout& rollout) {
  const double learning_rate = config_.learning_rate(learner_.progress_remaining());
  const double clip_range = config_.clip_range(learner_.progress_remaining());
  UpdateScope update = learner_.begin(rollout);
  const Estimates& estimates = learner_.estimate(update, {config_.gamma}, config_.gae_lambda);

  LossSums sums, last;
  double samples = 0, last_samples = 1;
  bool stop = false;
  for (int epoch = 0; epoch < config_.n_epochs && !stop; ++epoch) {
    std::span<const int> left = learner_.shuffled_columns(update);
    while (!left.empty() && !stop) {
      const std::span<const int> columns = left.first(std::min<std::size_t>(config_.batch_size, left.size()));
      left = left.subspan(columns.size());
      const PpoLoss loss{clip_range, config_.clip_range_vf, config_.ent_coef, config_.vf_coef,
                         static_cast<Index>(columns.size())};
      last = learner_.gradient(update, estimates, {columns, config_.normalize_advantage},
                               [&loss](Shard<float>& shard) { return ppo_loss(loss, shard); });
      last_samples = static_cast<double>(columns.size());
      sums += last;
      samples += last_samples;
      stop = config_.target_kl > 0 && last.kl / last_samples > 1.5 * config_.target_kl;
      if (!stop) learner_.step(update, last, learning_rate, config_.max_grad_norm);
    }
  }
  const double last_loss =
      (last.policy_loss + config_.vf_coef * last.value_loss - config_.ent_coef * last.entropy) / last_samples;
  const double explained_variance = estimates.explained_variance();
  learner_.finish(update);
  const std::optional<double> deviation = learner_.deviation();
  metrics_ = {{{"train/approx_kl", last.kl / last_samples},
               {"train/clip_fraction", sums.clipped / samples},
               {"train/clip_range", clip_range},
               {"train/entropy_loss", -sums.entropy / samples},
               {"train/explained_variance", explained_variance},
               {"train/learning_rate", learning_rate},
               {"train/loss", last_loss},
               {"train/n_updates", static_cast<double>(learner_.updates())},
               {"train/policy_gradient_loss", sums.policy_loss / samples},
               {"train/value_loss", sums.value_loss / samples},
               {"train/std", deviation.value_or(0)}}};
  return std::span(metrics_).first(deviation ? 11 : 10);
}

template LossSums ppo_loss(const PpoLoss&, Shard<float>&);
template LossSums ppo_loss(const PpoLoss&, Shard<double>&);

}  // namespace gymkhana
