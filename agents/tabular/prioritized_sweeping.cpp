#include "agents/tabular/prioritized_sweeping.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace gymkhana {

Fields PrioritizedSweeping::fields(Config& c) {
  Fields fields{
      field("planning_steps", c.planning_steps, "updates on remembered pairs per step, at most", at_least(0)),
      field("theta", c.theta, "least error that is worth an update, in units of the values", at_least(0)),
  };
  for (Field& each : tabular_fields(c.table)) fields.push_back(std::move(each));
  return fields;
}

PrioritizedSweeping::PrioritizedSweeping(const AgentSetup& setup, const Config& config)
    : TabularAgent(setup, config.table),
      planning_steps_(config.planning_steps),
      theta_(config.theta),
      model_(q_.states(), q_.actions()),
      leading_to_(q_.states()) {}

void PrioritizedSweeping::walk(const Rollout& rollout) {
  for_each_step(rollout, [this](const Experience& e) {
    note(move_towards(q_learning_target(e, q_), q_(e.state, e.action), alpha_));
    remember(e);
    for (int k = 0; k < planning_steps_ && !queue_.empty(); ++k) plan();
  });
}

void PrioritizedSweeping::remember(const Experience& e) {
  const int memory = model_.remember(e, q_.pair(e.state, e.action), 0);
  if (e.discount > 0) {
    std::vector<std::int32_t>& leading = leading_to_[e.next_state];
    if (std::find(leading.begin(), leading.end(), memory) == leading.end()) leading.push_back(memory);
  }
  enqueue(memory);
  enqueue_predecessors(e.state);
}

void PrioritizedSweeping::enqueue(int memory) {
  const Experience& e = model_[memory].outcome;
  const double priority = std::abs(q_learning_target(e, q_) - q_(e.state, e.action));
  queue_.set(memory, priority > theta_ ? priority : 0);
}

void PrioritizedSweeping::enqueue_predecessors(std::int32_t state) {
  for (const std::int32_t previous : leading_to_[state]) {
    if (model_[previous].outcome.next_state == state) enqueue(previous);
  }
}

void PrioritizedSweeping::plan() {
  const int memory = queue_.pop();
  const Experience& e = model_[memory].outcome;
  move_towards(q_learning_target(e, q_), q_(e.state, e.action), alpha_);
  enqueue(memory);
  enqueue_predecessors(e.state);
}

void PrioritizedSweeping::serialize(Archive& archive) {
  TabularAgent::serialize(archive);
  archive(model_, queue_, leading_to_);
  if (queue_.items() > model_.size()) {
    throw Error("saved state is damaged: a pair is queued that was never seen");
  }
}

}  // namespace gymkhana
