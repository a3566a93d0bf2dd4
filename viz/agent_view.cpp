#include "viz/agent_view.h"

#include <algorithm>

namespace gymkhana::viz {

AgentView::AgentView(std::unique_ptr<Agent> agent, const EnvSpec& spec, bool greedy, bool scaled)
    : agent_(std::move(agent)),
      actor_(agent_->make_actor({0, 1}, greedy)),
      chosen_(spec.action, 1),
      bounded_(spec.action, 1),
      bounds_(spec.action),
      memory_(actor_->memory_size()),
      scaled_(scaled) {}

void AgentView::load(const TensorFile& weights, std::int64_t steps) {
  agent_->load(weights);
  steps_ = steps;
}

ActorInput AgentView::input_of(const Scene& scene) {
  mask_ = mask_of(scene.env());
  return {.observations = scene.seen(), .masks = mask_, .memory = scene.memory()};
}

Insight AgentView::look(const Scene& scene) {
  return agent_->look(input_of(scene));
}

Action AgentView::choose(Scene& scene) {
  ActorInput input = input_of(scene);
  input.next_memory = memory_;
  actor_->act(input, std::span(&scene.exploration(), 1), chosen_, 0, {});
  if (!bounds_.bounded()) return chosen_[0];
  bounds_.clip(chosen_, 0, 1, bounded_);
  return bounded_[0];
}

double value_of(const Insight& insight) {
  if (!insight.value.empty()) return insight.value[0];
  const std::vector<float>& values = insight.action_values;
  return values.empty() ? kUnknown : *std::max_element(values.begin(), values.end());
}

}  // namespace gymkhana::viz
