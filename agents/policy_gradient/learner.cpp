#include "agents/policy_gradient/learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "agents/non_finite.h"
#include "replay/streams.h"

namespace gymkhana {
namespace {

ActorCritic<float> make_policy(const AgentSetup& setup, const Encoder& encoder, const PolicyConfig& config) {
  Rng rng = stream(setup.seed, Stream::weights);
  return ActorCritic<float>(setup.env.observation, encoder.size(), setup.env.action, config, rng);
}

}  // namespace

Learner::Learner(const AgentSetup& setup, const PolicyConfig& policy, const OptimizerConfig& optimizer)
    : actions_(setup.env.action),
      total_steps_(setup.total_steps),
      workers_(setup.workers),
      encoder_(setup.env.observation, setup.encoder),
      policy_(make_policy(setup, encoder_, policy)),
      descent_(optimizer, policy_.parts, policy_.parameters.size()),
      minibatches_(stream(setup.seed, Stream::minibatches)),
      shards_([this, masked = setup.env.action_mask] { return Shard<float>(policy_, kShardSize, masked); }),
      gradient_(policy_.parameters.size()) {}

UpdateScope Learner::begin(const Rollout& rollout) {
  return {rollout, WorkerTeam(workers_), encoder_.warm_up(rollout)};
}

double Learner::progress_remaining() const {
  return gymkhana::progress_remaining(steps_, total_steps_);
}

void Learner::predict_values(WorkerTeam& team, const ObservationBatch& observations, int count,
                             std::span<float> values) {
  shards_.for_each(team, count, [&](Shard<float>& shard, int first, int size) {
    const auto inputs = encoder_.columns(observations, first, size, shard.inputs);
    const auto outputs =
        policy_.critic.forward(policy_.features(inputs, shard.body_workspace), shard.critic_workspace);
    std::copy_n(outputs.data(), size, values.begin() + first);
  });
}

const Estimates& Learner::estimate(UpdateScope& update, const Discounting& discounting, double lambda) {
  const Rollout& rollout = update.rollout;
  const int seen = rollout.size() + rollout.slots;
  const int cut_off = static_cast<int>(rollout.truncated_columns.size());
  estimates_.by_critic = true;
  estimates_.values.resize(seen);
  estimates_.last_values.resize(cut_off);
  predict_values(update.team, rollout.observations, seen, estimates_.values);
  predict_values(update.team, rollout.last_observations, cut_off, estimates_.last_values);
  estimates_.accumulate(rollout, discounting, lambda);
  return estimates_;
}

const Estimates& Learner::monte_carlo(UpdateScope& update, const Discounting& discounting) {
  const Rollout& rollout = update.rollout;
  estimates_.by_critic = false;
  estimates_.values.assign(rollout.size() + rollout.slots, 0);
  estimates_.last_values.assign(rollout.truncated_columns.size(), 0);
  estimates_.accumulate(rollout, discounting, 1);
  return estimates_;
}

std::span<const int> Learner::columns(const UpdateScope& update) {
  order_.resize(update.rollout.size());
  std::iota(order_.begin(), order_.end(), 0);
  return order_;
}

std::span<const int> Learner::shuffled_columns(const UpdateScope& update) {
  columns(update);
  minibatches_.shuffle(order_);
  return order_;
}

LossSums Learner::gradient(UpdateScope& update, const Estimates& estimates, const Minibatch& minibatch,
                           const std::function<LossSums(Shard<float>&)>& loss) {
  const AdvantageScale scale = advantage_scale(estimates, minibatch);
  return shards_.add_up(update.team, static_cast<int>(minibatch.columns.size()), gradient_,
                        [&](Shard<float>& shard, int first, int count) {
                          fill(shard, update.rollout, estimates, minibatch.columns.subspan(first, count),
                               scale);
                          predict(policy_, shard);
                          const LossSums sums = loss(shard);
                          differentiate(policy_, shard);
                          return sums;
                        });
}

Learner::AdvantageScale Learner::advantage_scale(const Estimates& estimates, const Minibatch& minibatch) {
  const int count = static_cast<int>(minibatch.columns.size());
  if (!minibatch.normalize_advantage || count < 2) return {};
  const Moments m = moments(count, [&](int i) { return double{estimates.advantages[minibatch.columns[i]]}; });
  const double sample_variance = m.variance * count / (count - 1);
  return {m.mean, 1 / (std::sqrt(sample_variance) + 1e-8)};
}

void Learner::fill(Shard<float>& shard, const Rollout& rollout, const Estimates& estimates,
                   std::span<const int> columns, const AdvantageScale& scale) const {
  shard.count = static_cast<Index>(columns.size());
  shard.asks_critic = estimates.by_critic;
  encoder_.gather(rollout.observations, columns, shard.inputs.leftCols(shard.count));
  const auto* discrete = std::get_if<Discrete>(&actions_);
  const std::size_t width = discrete ? discrete->n : rollout.actions.width();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int c = columns[i];
    if (discrete) {
      shard.indices[i] = rollout.actions.index_data()[c] - discrete->start;
    } else {
      std::copy_n(rollout.actions.data() + c * width, width, shard.actions.col(i).data());
    }
    if (!shard.masks.empty()) std::copy_n(rollout.masks.begin() + c * width, width, &shard.masks[i * width]);
    shard.old_log_probs[i] = rollout.log_probs[c];
    shard.old_values[i] = estimates.values[c];
    shard.advantages[i] = scale(estimates.advantages[c]);
    shard.returns[i] = estimates.returns[c];
  }
}

double Learner::step(UpdateScope& update, const LossSums& sums, double learning_rate, double max_grad_norm) {
  if (!std::isfinite(sums.policy_loss)) throw NonFinite("the loss of the policy", updates_);
  if (!std::isfinite(sums.value_loss)) throw NonFinite("the loss of values", updates_);
  const float norm = descent_.step(update.team, policy_.parameters, gradient_, learning_rate, max_grad_norm);
  if (!std::isfinite(norm)) throw NonFinite("the norm of the gradient", updates_);
  policy_.pack(update.team);
  return norm;
}

void Learner::finish(const UpdateScope& update) {
  if (!update.absorbed) encoder_.absorb(update.rollout);
  steps_ += update.rollout.size();
  ++updates_;
}

}  // namespace gymkhana
