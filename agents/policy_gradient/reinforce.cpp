#include "agents/policy_gradient/reinforce.h"

#include <algorithm>

namespace gymkhana {

Fields Reinforce::fields(Config& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "of Adam or RMSProp; lin_X falls from X to 0 over the run"),
      field("n_steps", c.n_steps,
            "steps per slot and rollout; without a baseline at least as long as the longest episode, for "
            "what is unfinished is left out",
            at_least(1)),
      discount_field(c.gamma),
      field("baseline", c.baseline, "subtract a learned V(s) from the return: less noise, the same mean"),
      field("reset_at_reward", c.reset_at_reward,
            "nothing that follows a reward other than 0 counts before it, as in games of points"),
      field("normalize_advantage", c.normalize_advantage, "to mean 0 and deviation 1 in each rollout"),
      field("ent_coef", c.ent_coef, "weight of the entropy bonus", at_least(0)),
      field("vf_coef", c.vf_coef, "weight of the baseline's loss", at_least(0)),
      field("max_grad_norm", c.max_grad_norm, "longest gradient, of actor and baseline together", above(0)),
      field("use_rms_prop", c.use_rms_prop, "RMSProp in PyTorch's form, else Adam"),
      field("rms_prop_eps", c.rms_prop_eps, "keeps RMSProp's divisions finite", above(0)),
  };
  for (Field& each : policy_fields(c.policy)) fields.push_back(std::move(each));
  return fields;
}

Reinforce::Reinforce(const AgentSetup& setup, const Config& config)
    : PolicyGradientAgent(setup, config.policy, {config.use_rms_prop, config.rms_prop_eps}),
      config_(config) {}

// Whether the return of a column is its reward.
bool Reinforce::is_last(const Rollout& rollout, int column) const {
  return rollout.terminated[column] || rollout.truncated[column] ||
         (config_.reset_at_reward && rollout.rewards[column] != 0);
}

// The columns whose return is known by the end of the rollout, in order.
std::span<const int> Reinforce::complete_columns(const Rollout& rollout) {
  columns_.clear();
  for (int i = 0; i < rollout.slots; ++i) {
    int t = rollout.steps;
    while (t > 0 && !is_last(rollout, rollout.column(t - 1, i))) --t;
    while (t-- > 0) columns_.push_back(rollout.column(t, i));
  }
  std::sort(columns_.begin(), columns_.end());
  return columns_;
}

std::span<const Metric> Reinforce::learn(const Rollout& rollout) {
  const Step step{.learning_rate = config_.learning_rate(learner_.progress_remaining()),
                  .ent_coef = config_.ent_coef,
                  .vf_coef = config_.baseline ? config_.vf_coef : 0,
                  .max_grad_norm = config_.max_grad_norm,
                  .normalize_advantage = config_.normalize_advantage};
  const Discounting discounting{config_.gamma, config_.reset_at_reward};
  UpdateScope update = learner_.begin(rollout);
  if (!config_.baseline) {
    const Estimates& returns = learner_.monte_carlo(update, discounting);
    return follow(update, returns, complete_columns(rollout), step);
  }
  const Estimates& estimates = learner_.estimate(update, discounting, 1);
  return follow(update, estimates, learner_.columns(update), step);
}

}  // namespace gymkhana
