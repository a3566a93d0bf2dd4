#include "agents/policy_gradient/policy_gradient.h"

#include <algorithm>

namespace gymkhana {

template <class Scalar>
LossSums policy_gradient_loss(const PolicyGradientLoss& loss, Shard<Scalar>& shard) {
  const Scalar batch = static_cast<Scalar>(loss.batch), vf_coef = static_cast<Scalar>(loss.vf_coef);
  LossSums sums;
  for (Index i = 0; i < shard.count; ++i) {
    const Scalar error = shard.values[i] - shard.returns[i];
    shard.d_log_probs[i] = -shard.advantages[i] / batch;
    shard.d_values[i] = vf_coef * 2 * error / batch;
    sums.policy_loss -= shard.advantages[i] * shard.log_probs[i];
    sums.value_loss += error * error;
    sums.entropy += shard.entropies[i];
  }
  shard.d_entropy = -static_cast<Scalar>(loss.ent_coef) / batch;
  return sums;
}

PolicyGradientAgent::PolicyGradientAgent(const AgentSetup& setup, const PolicyConfig& policy,
                                         const Optimization& optimization)
    : LearnerAgent(setup, policy,
                   optimization.use_rms_prop
                       ? OptimizerConfig{.kind = OptimizerKind::rmsprop, .eps = optimization.rms_prop_eps}
                       : OptimizerConfig{.kind = OptimizerKind::adam, .eps = 1e-5}) {}

std::span<const Metric> PolicyGradientAgent::follow(UpdateScope& update, const Estimates& estimates,
                                                    std::span<const int> columns, const Step& step) {
  const PolicyGradientLoss loss{step.ent_coef, step.vf_coef, static_cast<Index>(columns.size())};
  LossSums sums;
  if (!columns.empty()) {
    sums = learner_.gradient(update, estimates, {columns, step.normalize_advantage},
                             [&loss](Shard<float>& shard) { return policy_gradient_loss(loss, shard); });
    learner_.step(update, sums, step.learning_rate, step.max_grad_norm);
  }
  const double samples = std::max(1.0, static_cast<double>(columns.size()));
  const double explained_variance = estimates.explained_variance();
  learner_.finish(update);
  const std::optional<double> deviation = learner_.deviation();
  metrics_ = {{{"train/entropy_loss", -sums.entropy / samples},
               {"train/explained_variance", explained_variance},
               {"train/learning_rate", step.learning_rate},
               {"train/n_updates", static_cast<double>(learner_.updates())},
               {"train/policy_loss", sums.policy_loss / samples},
               {"train/value_loss", sums.value_loss / samples},
               {"train/std", deviation.value_or(0)}}};
  return std::span(metrics_).first(deviation ? 7 : 6);
}

template LossSums policy_gradient_loss(const PolicyGradientLoss&, Shard<float>&);
template LossSums policy_gradient_loss(const PolicyGradientLoss&, Shard<double>&);

}  // namespace gymkhana
