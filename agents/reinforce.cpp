#include "agents/reinforce.h"

#include <algorithm>

#include "agents/a2c.h"

namespace gymkhana {

Fields Reinforce::fields(Config& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "of Adam; lin_X falls from X to 0 over the run"),
      field("n_steps", c.n_steps, "steps per slot and rollout; longer than most episodes", at_least(1)),
      field("gamma", c.gamma, "discount per step", between(0, 1)),
      field("baseline", c.baseline, "subtract a learned V(s) from the return"),
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
    : config_(config),
      learner_(setup, config.policy,
               {.kind = config.use_rms_prop ? OptimizerKind::rmsprop : OptimizerKind::adam,
                .eps = config.use_rms_prop ? config.rms_prop_eps : 1e-5}) {}

// Whether the return of a column is its reward.
bool Reinforce::is_last(const Rollout& rollout, int column) const {
  return rollout.terminated[column] || rollout.truncated[column] ||
         (config_.reset_at_reward && rollout.rewards[column] != 0);
}

// The columns whose return is known by the end of the rollout, in order.
std::span<const int> Reinforce::complete_columns() {
  const Rollout& rollout = learner_.rollout();
  columns_.clear();
  for (int i = 0; i < rollout.slots; ++i) {
    int t = rollout.steps;
    while (t > 0 && !is_last(rollout, rollout.column(t - 1, i))) --t;
    while (t-- > 0) columns_.push_back(rollout.column(t, i));
  }
  std::sort(columns_.begin(), columns_.end());
  return columns_;
}

std::span<const Metric> Reinforce::update() {
  const double learning_rate = config_.learning_rate(learner_.progress_remaining());
  const Discounting discounting{config_.gamma, config_.reset_at_reward};
  const Estimates& estimates =
      config_.baseline ? learner_.estimate(discounting, 1) : learner_.monte_carlo(discounting);
  const std::span<const int> columns = config_.baseline ? learner_.columns() : complete_columns();
  const PolicyGradientLoss loss{config_.ent_coef, config_.baseline ? config_.vf_coef : 0,
                                static_cast<Index>(columns.size())};
  LossSums sums;
  if (!columns.empty()) {
    sums = learner_.gradient(columns, config_.normalize_advantage,
                             [&loss](Shard<float>& shard) { policy_gradient_loss(loss, shard); });
    learner_.step(sums, learning_rate, config_.max_grad_norm);
  }
  const double samples = std::max(1.0, static_cast<double>(columns.size()));
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

}  // namespace gymkhana
