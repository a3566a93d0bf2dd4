#include "agents/policy_gradient/a2c.h"

namespace gymkhana {

Fields A2c::fields(Config& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "of RMSProp or Adam; lin_X falls from X to 0 over the run"),
      field("n_steps", c.n_steps, "steps per slot and rollout", at_least(1)),
      discount_field(c.gamma),
      field("gae_lambda", c.gae_lambda,
            "0: one-step advantages, 1: whole returns up to the end of the rollout", between(0, 1)),
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
    : PolicyGradientAgent(setup, config.policy, {config.use_rms_prop, config.rms_prop_eps}),
      config_(config) {}

std::span<const Metric> A2c::learn(const Rollout& rollout) {
  const Step step{.learning_rate = config_.learning_rate(learner_.progress_remaining()),
                  .ent_coef = config_.ent_coef,
                  .vf_coef = config_.vf_coef,
                  .max_grad_norm = config_.max_grad_norm,
                  .normalize_advantage = config_.normalize_advantage};
  UpdateScope update = learner_.begin(rollout);
  const Estimates& estimates = learner_.estimate(update, {config_.gamma}, config_.gae_lambda);
  return follow(update, estimates, learner_.columns(update), step);
}

}  // namespace gymkhana
