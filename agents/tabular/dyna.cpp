#include "agents/tabular/dyna.h"

#include <cmath>

namespace gymkhana {

Fields DynaQ::fields(Config& c) {
  Fields fields{
      field("planning_steps", c.planning_steps, "updates on remembered pairs per step", at_least(0)),
      field("kappa", c.kappa, "Dyna-Q+: weight of the bonus for pairs long not taken; 0: Dyna-Q",
            at_least(0)),
  };
  for (Field& each : tabular_fields(c.table)) fields.push_back(std::move(each));
  return fields;
}

DynaQ::DynaQ(const AgentSetup& setup, const Config& config)
    : TabularAgent(setup, config.table),
      planning_steps_(config.planning_steps),
      kappa_(config.kappa),
      model_(q_.states(), q_.actions()) {}

void DynaQ::walk(const Rollout& rollout) {
  for_each_step(rollout, [this](const Experience& e) {
    note(move_towards(q_learning_target(e, q_), q_(e.state, e.action), alpha_));
    remember(e);
    for (int k = 0; k < planning_steps_; ++k) plan();
  });
}

void DynaQ::remember(const Experience& e) {
  model_.remember(e, q_.pair(e.state, e.action), ++time_);
  for (std::int32_t action = 0; kappa_ > 0 && action < q_.actions(); ++action) {
    if (q_(e.state, action) == kForbidden) continue;
    model_.imagine(e.state, action, q_.pair(e.state, action), config_.gamma);
  }
}

void DynaQ::plan() {
  const Model::Memory& memory = model_.draw(rng_);
  const auto tau = static_cast<double>(time_ - memory.time);
  const Experience& e = memory.outcome;
  move_towards(q_learning_target(e, q_) + kappa_ * std::sqrt(tau), q_(e.state, e.action), alpha_);
}

void DynaQ::serialize(Archive& archive) {
  TabularAgent::serialize(archive);
  archive(model_, time_);
}

}  // namespace gymkhana
