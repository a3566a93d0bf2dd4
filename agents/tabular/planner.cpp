#include "agents/tabular/planner.h"

#include "agents/config.h"
#include "base/error.h"

namespace gymkhana {
namespace {

Fields planning_fields(PlanningConfig& c) {
  return {
      discount_field(c.gamma, "discount per step; with 1 every episode must come to an end"),
      field("tolerance", c.tolerance, "stop when no value changes by more in a sweep, in units of rewards",
            above(0)),
      field("max_sweeps", c.max_sweeps,
            "give up after so many passes over the states; a policy that never ends has no value at gamma 1",
            at_least(1)),
  };
}

const TransitionTable& table_of(const AgentSetup& setup) {
  if (setup.transitions) return *setup.transitions;
  throw Error("planners need the rules of the environment as a transition table; " +
              (setup.env.id.empty() ? "this environment" : setup.env.id) +
              " has none (what follows depends on more than state and action, or a wrapper hides it); use a "
              "learning agent "
              "such as q_learning");
}

}  // namespace

Planner::Planner(const AgentSetup& setup, const PlanningConfig& config)
    : config_(config),
      workers_(setup.workers),
      table_(table_of(setup)),
      policy_{StateIndex(setup.env), discrete_actions(setup.env).start, {}, Exploration({.epsilon = 0}), {}} {
  policy_.q = ActionValues(policy_.index.states(), table_->actions(), 0);
}

std::span<const Metric> Planner::learn(const Rollout&) {
  if (!table_) return metrics_;
  const Plan found = plan(*table_);
  if (!found.finished) {
    const bool moves = found.residual > config_.tolerance;
    throw Error("planning was not finished after " + std::to_string(found.sweeps) + " sweeps: " +
                (moves ? "a value still moved by " + print(found.residual) : "the policy still changed") +
                "; raise max_sweeps, or lower gamma if episodes need not end");
  }
  adopt(found);
  return metrics_;
}

// The actor sees observations, which several states may share: the first state of each speaks for it.
void Planner::adopt(const Plan& plan) {
  std::vector<bool> known(policy_.q.states());
  for (int state = 0; state < table_->states(); ++state) {
    const std::int32_t seen = table_->observed(state);
    for (int action = 0; action < table_->actions() && !known[seen]; ++action) {
      policy_.q(seen, action) = action_value(*table_, plan.values, state, action, config_.gamma);
    }
    known[seen] = true;
  }
  table_.reset();
  metrics_[0].value = plan.sweeps;
  metrics_[1].value = plan.residual;
}

void Planner::save(TensorFile& file) const {
  const std::uint8_t planned = !table_;
  policy_.q.save(file, "action_values");
  file.put("planned", std::span(&planned, 1));
}

void Planner::load(const TensorFile& file) {
  std::uint8_t planned = 0;
  policy_.q.load(file, "action_values");
  file.read("planned", std::span(&planned, 1));
  if (planned) table_.reset();
}

Fields ValueIteration::fields(Config& c) {
  Fields fields = planning_fields(c.planning);
  fields.push_back(
      choice("order", c.order, {"in_place", "synchronous", "prioritized"},
             "new values at once; old ones only, on all workers; or the most wrong value first"));
  return fields;
}

Plan ValueIteration::plan(const TransitionTable& table) const {
  if (order_ == "synchronous") return value_iteration(table, config_, workers_);
  if (order_ == "prioritized") return prioritized_value_iteration(table, config_);
  return value_iteration_in_place(table, config_);
}

Fields PolicyIteration::fields(Config& c) {
  Fields fields = planning_fields(c);
  fields.push_back(field("evaluation_sweeps", c.evaluation_sweeps,
                         "most sweeps of one policy evaluation inside policy iteration", at_least(1)));
  return fields;
}

}  // namespace gymkhana
