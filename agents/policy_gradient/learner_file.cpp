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
  Insight insight;
  insight.policy.assign(outputs.data(), outputs.data() + outputs.size());
  if (policy_.continuous() && !policy_.gaussian()) {
    Beta<float> head(policy_.low, policy_.high, 1);
    head.set(outputs);
    insight.policy.resize(static_cast<std::size_t>(policy_.action_size));
    head.mean({insight.policy.data(), policy_.action_size, 1});
  }
  if (!policy_.continuous()) {
    Categorical<float> head(outputs.rows(), 1);
    head.set(outputs, seen.mask());
    std::copy_n(head.probabilities().data(), outputs.size(), insight.policy.begin());
  }
  insight.value = {policy_.critic.forward(features, critic)(0, 0)};
  return insight;
}

std::vector<float> Learner::saliency(const ActorInput& seen) const {
  Matrix<float> scratch;
  const auto input = encoder_.columns(seen.observations, seen.first, 1, scratch);
  const Network<float>& network = policy_.continuous() ? policy_.critic : policy_.actor;
  auto body = policy_.make_body_workspace(1);
  Workspace<float> workspace(network, 1);
  const auto outputs = network.forward(policy_.features(input, body), workspace);
  std::int32_t best = 0;
  if (!policy_.continuous()) {
    Categorical<float> head(outputs.rows(), 1);
    head.set(outputs, seen.mask());
    head.mode({&best, 1});
  }
  Matrix<float> d_output = Matrix<float>::Zero(outputs.rows(), 1);
  d_output(best, 0) = 1;
  const auto d_features = network.input_gradient(d_output, workspace);
  const auto gradient = policy_.body ? policy_.body->input_gradient(d_features, *body) : d_features;
  return {gradient.data(), gradient.data() + gradient.size()};
}

double Learner::deviation() const {
  return policy_.gaussian() ? policy_.log_std.array().exp().mean() : 0;
}

void Learner::save(TensorFile& file) const {
  if (policy_.body) {
    gymkhana::save(file, "body.", *policy_.body);
    gymkhana::save(file, "optimizer.body.", body_optimizer_);
  }
  gymkhana::save(file, "actor.", policy_.actor);
  gymkhana::save(file, "critic.", policy_.critic);
  gymkhana::save(file, "optimizer.actor.", actor_optimizer_);
  gymkhana::save(file, "optimizer.critic.", critic_optimizer_);
  if (policy_.gaussian()) {
    file.put("log_std", std::span(policy_.log_std.data(), policy_.log_std.size()));
    gymkhana::save(file, "optimizer.log_std.", log_std_optimizer_);
  }
  encoder_.save(file, "encoder.");
  file.put("learner.steps", std::span(&steps_, 1));
  file.put("learner.updates", std::span(&updates_, 1));
  file.put_bytes("learner.stream", save_state(minibatches_));
}

void Learner::load(const TensorFile& file) {
  if (policy_.body) {
    gymkhana::load(file, "body.", *policy_.body);
    gymkhana::load(file, "optimizer.body.", body_optimizer_);
  }
  gymkhana::load(file, "actor.", policy_.actor);
  gymkhana::load(file, "critic.", policy_.critic);
  gymkhana::load(file, "optimizer.actor.", actor_optimizer_);
  gymkhana::load(file, "optimizer.critic.", critic_optimizer_);
  if (policy_.gaussian()) {
    file.read("log_std", std::span(policy_.log_std.data(), policy_.log_std.size()));
    gymkhana::load(file, "optimizer.log_std.", log_std_optimizer_);
  }
  encoder_.load(file, "encoder.");
  file.read("learner.steps", std::span(&steps_, 1));
  file.read("learner.updates", std::span(&updates_, 1));
  load_state(minibatches_, file.get_bytes("learner.stream"));
}

}  // namespace gymkhana
