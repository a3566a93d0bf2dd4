#include "agents/deep_q/q_learner.h"

#include <algorithm>
#include <cmath>

#include "agents/non_finite.h"
#include "nn/init.h"
#include "nn/weights.h"
#include "replay/streams.h"

namespace gymkhana {
namespace {

QPolicy make_policy(const AgentSetup& setup, const char* algorithm, const QNetConfig& net,
                    std::shared_ptr<const Distribution> distribution) {
  const Discrete actions = q_actions(setup.env, algorithm);
  Rng rng = stream(setup.seed, Stream::weights);
  Encoder encoder(setup.env.observation, setup.encoder);
  Network<float> network = make_q_network(net, setup.env, encoder.size(), distribution->atoms(), rng);
  return {std::move(encoder), std::move(network), std::move(distribution), actions.n, actions.start};
}

}  // namespace

QShard::QShard(const QPolicy& policy)
    : inputs(policy.network.inputs(), kShardSize),
      workspace(policy.network, kShardSize),
      d_outputs(policy.network.outputs(), kShardSize),
      gradient(policy.network.parameters().size()) {}

QLearner::QLearner(const AgentSetup& setup, const char* algorithm, const QNetConfig& net,
                   const OptimizerConfig& optimizer, std::shared_ptr<const Distribution> distribution)
    : workers_(setup.workers),
      total_steps_(setup.total_steps),
      policy_(make_policy(setup, algorithm, net, std::move(distribution))),
      descent_(optimizer, {{"q", 0, policy_.network.parameters().size()}},
               policy_.network.parameters().size()),
      rng_(stream(setup.seed, Stream::minibatches)),
      gradient_(policy_.network.parameters().size()) {}

void QLearner::renew_noise(Network<float>& network) {
  network.draw_noise([this] { return rng_.standard_normal(); });
}

double QLearner::progress_remaining() const {
  return gymkhana::progress_remaining(steps_, total_steps_);
}

void QLearner::step(WorkerTeam& team, double loss, double learning_rate, double max_grad_norm) {
  if (!std::isfinite(loss)) throw NonFinite("train/loss", updates_);
  const float norm =
      descent_.step(team, policy_.network.mutable_parameters(), gradient_, learning_rate, max_grad_norm);
  if (!std::isfinite(norm)) throw NonFinite("the norm of the gradient", updates_);
  policy_.network.pack();
  ++updates_;
}

Insight QLearner::look(const ActorInput& seen) const {
  Matrix<float> scratch, q(policy_.actions, 1);
  Workspace<float> workspace(policy_.network, 1);
  workspace.set_noise(false);
  const auto columns = policy_.encoder.columns(seen.observations, seen.first, 1, scratch);
  policy_.distribution->means(policy_.network.forward(columns, workspace), {q.data(), q.rows(), 1});
  Insight insight{.action_values = {q.data(), q.data() + q.size()}};
  const std::vector<std::uint8_t> all(policy_.actions, 1);
  const auto mask = seen.masks.empty() ? std::span(all) : seen.mask();
  const int best = best_action(insight.action_values, mask);
  const double random = policy_.epsilon / static_cast<double>(std::count(mask.begin(), mask.end(), 1));
  for (const std::uint8_t allowed : mask) insight.policy.push_back(allowed ? static_cast<float>(random) : 0);
  insight.policy[best] += static_cast<float>(1 - policy_.epsilon);
  insight.value = {insight.action_values[best]};
  return insight;
}

std::vector<float> QLearner::saliency(const ActorInput& seen) const {
  Matrix<float> scratch, q(policy_.actions, 1);
  Workspace<float> workspace(policy_.network, 1);
  workspace.set_noise(false);
  const auto columns = policy_.encoder.columns(seen.observations, seen.first, 1, scratch);
  const auto outputs = policy_.network.forward(columns, workspace);
  policy_.distribution->means(outputs, {q.data(), q.rows(), 1});
  const int best = best_action({q.data(), static_cast<std::size_t>(q.size())}, seen.mask());
  const auto atoms = static_cast<std::size_t>(policy_.distribution->atoms());
  Matrix<float> d_outputs = Matrix<float>::Zero(outputs.rows(), 1);
  policy_.distribution->mean_slope({outputs.data() + best * atoms, atoms},
                                   {d_outputs.data() + best * atoms, atoms});
  const auto gradient = policy_.network.input_gradient(d_outputs, workspace);
  return {gradient.data(), gradient.data() + gradient.size()};
}

void QLearner::save(TensorFile& file) const {
  gymkhana::save(file, "q.", policy_.network);
  descent_.save(file);
  policy_.encoder.save(file, "encoder.");
  file.put("learner.steps", std::span(&steps_, 1));
  file.put("learner.updates", std::span(&updates_, 1));
  file.put("learner.epsilon", std::span(&policy_.epsilon, 1));
  file.put_bytes("learner.stream", save_state(rng_));
}

void QLearner::load(const TensorFile& file) {
  gymkhana::load(file, "q.", policy_.network);
  descent_.load(file);
  policy_.encoder.load(file, "encoder.");
  file.read("learner.steps", std::span(&steps_, 1));
  file.read("learner.updates", std::span(&updates_, 1));
  file.read("learner.epsilon", std::span(&policy_.epsilon, 1));
  load_state(rng_, file.get_bytes("learner.stream"));
}

}  // namespace gymkhana
