// The learner for those who use what it has learned: actors, looks inside, weight files.
#include <algorithm>

#include "agents/policy_gradient/learner.h"
#include "agents/policy_gradient/policy_actor.h"
#include "nn/weights.h"

namespace gymkhana {

std::unique_ptr<Actor> Learner::make_actor(int slots, bool greedy) const {
  return std::make_unique<PolicyActor>(policy_, encoder_, actions_, slots, greedy);
}

Insight Learner::look(const ActorInput& seen) const {
  Matrix<float> scratch;
  const auto input = encoder_.columns(seen.observations, seen.first, 1, scratch);
  auto body = policy_.make_body_workspace(1);
  Workspace<float> actor(policy_.actor, 1), critic(policy_.critic, 1);
  const ConstColumns<float> features = policy_.features(input, body);
  const auto outputs = policy_.actor.forward(features, actor);
  const auto head = policy_.head->for_batch(1);
  head->set(outputs, policy_.head_parameters(), seen.mask());
  Insight insight;
  insight.policy = head->summary();
  insight.value = {policy_.critic.forward(features, critic)(0, 0)};
  return insight;
}

std::vector<float> Learner::saliency(const ActorInput& seen) const {
  Matrix<float> scratch;
  const auto input = encoder_.columns(seen.observations, seen.first, 1, scratch);
  const bool discrete = policy_.head->action_size() == 0;
  const Network<float>& network = discrete ? policy_.actor : policy_.critic;
  auto body = policy_.make_body_workspace(1);
  Workspace<float> workspace(network, 1);
  const auto outputs = network.forward(policy_.features(input, body), workspace);
  std::int32_t best = 0;
  if (discrete) {
    const auto head = policy_.head->for_batch(1);
    head->set(outputs, policy_.head_parameters(), seen.mask());
    head->mode({.indices = {&best, 1}});
  }
  Matrix<float> d_output = Matrix<float>::Zero(outputs.rows(), 1);
  d_output(best, 0) = 1;
  const auto d_features = network.input_gradient(d_output, workspace);
  const auto gradient = policy_.body ? policy_.body->input_gradient(d_features, *body) : d_features;
  return {gradient.data(), gradient.data() + gradient.size()};
}

std::optional<double> Learner::deviation() const {
  return policy_.head->deviation(policy_.head_parameters());
}

void Learner::save(TensorFile& file) const {
  if (policy_.body) gymkhana::save(file, "body.", *policy_.body);
  gymkhana::save(file, "actor.", policy_.actor);
  gymkhana::save(file, "critic.", policy_.critic);
  if (policy_.head->parameters() > 0) file.put("log_std", policy_.head_parameters());
  descent_.save(file);
  encoder_.save(file, "encoder.");
  file.put("learner.steps", std::span(&steps_, 1));
  file.put("learner.updates", std::span(&updates_, 1));
  file.put_bytes("learner.stream", save_state(minibatches_));
}

void Learner::load(const TensorFile& file) {
  if (policy_.body) gymkhana::load(file, "body.", *policy_.body);
  gymkhana::load(file, "actor.", policy_.actor);
  gymkhana::load(file, "critic.", policy_.critic);
  if (policy_.head->parameters() > 0) file.read("log_std", policy_.head_part(policy_.parameters));
  descent_.load(file);
  encoder_.load(file, "encoder.");
  file.read("learner.steps", std::span(&steps_, 1));
  file.read("learner.updates", std::span(&updates_, 1));
  load_state(minibatches_, file.get_bytes("learner.stream"));
}

}  // namespace gymkhana
