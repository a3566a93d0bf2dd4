#include "agents/a2c.h"

namespace gymkhana {

Fields A2c::fields(Config& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "lin_X falls from X to 0 over the run"),
      field("n_steps", c.n_steps, "steps per slot and rollout", at_least(1)),
      field("gamma", c.gamma, "discount per step", between(0, 1)),
      field("gae_lambda", c.gae_lambda, "0: one-step advantages, 1: whole returns", between(0, 1)),
      field("ent_coef", c.ent_coef, "weight of the entropy bonus", at_least(0)),
      field("vf_coef", c.vf_coef, "weight of the value loss", at_least(0)),
      field("max_grad_norm", c.max_grad_norm, "longest gradient, of actor and critic together", above(0)),
      field("use_rms_prop", c.use_rms_prop, "RMSProp in PyTorch's form, else Adam"),
      field("rms_prop_eps", c.rms_prop_eps, "keeps RMSProp's divisions finite", above(0)),
      field("normalize_advantage", c.normalize_advantage, "to mean 0 and deviation 1 in each rollout"),
  };
  for (Field& each : policy_fields(c.policy)) fields.push_back(std::move(each));
  return fields;
}

A2c::A2c(const AgentSetup& setup, const Config& config)
    : config_(config),
      learner_(setup, config.policy,
               {.kind = config.use_rms_prop ? OptimizerKind::rmsprop : OptimizerKind::adam,
                .eps = config.use_rms_prop ? config.rms_prop_eps : 1e-5}) {}

template <class Scalar>
void policy_gradient_loss(const PolicyGradientLoss& loss, Shard<Scalar>& shard) {
  const Scalar batch = static_cast<Scalar>(loss.batch), vf_coef = static_cast<Scalar>(loss.vf_coef);
  shard.sums = {};
  for (Index i = 0; i < shard.count; ++i) {
    const Scalar error = shard.values[i] - shard.returns[i];
    shard.d_log_probs[i] = -shard.advantages[i] / batch;
    shard.d_values[i] = vf_coef * 2 * error / batch;
    shard.sums.policy_loss -= shard.advantages[i] * shard.log_probs[i];
    shard.sums.value_loss += error * error;
    shard.sums.entropy += shard.entropies[i];
  }
  shard.d_entropy = -static_cast<Scalar>(loss.ent_coef) / batch;
}

std::span<const Metric> A2c::update() {
  const double learning_rate = config_.learning_rate(learner_.progress_remaining());
  const Estimates& estimates = learner_.estimate({config_.gamma}, config_.gae_lambda);
  const std::span<const int> columns = learner_.columns();
  const PolicyGradientLoss loss{config_.ent_coef, config_.vf_coef, static_cast<Index>(columns.size())};
  const LossSums sums = learner_.gradient(columns, config_.normalize_advantage, [&loss](Shard<float>& shard) {
    policy_gradient_loss(loss, shard);
  });
  learner_.step(sums, learning_rate, config_.max_grad_norm);

  const double samples = static_cast<double>(columns.size());
  const double explained_variance = estimates.explained_variance();
  learner_.finish();
  metrics_ = {{{"train/entropy_loss", -sums.entropy / samples},
               {"train/explained_variance", explained_variance},
               {"train/learning_rate", learning_rate},
               {"train/n_updates", static_cast<double>(learner_.updates())},
               {"train/policy_loss", sums.policy_loss / samples},
               {"train/value_loss", sums.value_loss / samples},
               {"train/std", learner_.deviation()}}};
  return std::span(metrics_).first(learner_.policy().gaussian() ? 7 : 6);
}

template void policy_gradient_loss(const PolicyGradientLoss&, Shard<float>&);
template void policy_gradient_loss(const PolicyGradientLoss&, Shard<double>&);

}  // namespace gymkhana
