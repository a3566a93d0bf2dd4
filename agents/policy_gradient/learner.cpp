#include "agents/policy_gradient/learner.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "agents/non_finite.h"
#include "replay/returns.h"
#include "replay/streams.h"

namespace gymkhana {
namespace {

Policy<float> make_policy(const AgentSetup& setup, const Encoder& encoder, const PolicyConfig& config) {
  Rng rng = stream(setup.seed, Stream::weights);
  return Policy<float>(setup.env.observation, encoder.size(), setup.env.action, config, rng);
}

}  // namespace

Learner::Learner(const AgentSetup& setup, const PolicyConfig& policy, const OptimizerConfig& optimizer)
    : actions_(setup.env.action),
      total_steps_(setup.total_steps),
      workers_(setup.workers),
      encoder_(setup.env.observation, setup.encoder),
      policy_(make_policy(setup, encoder_, policy)),
      body_optimizer_(optimizer, policy_.body ? policy_.body->parameters().size() : 0),
      actor_optimizer_(optimizer, policy_.actor.parameters().size()),
      critic_optimizer_(optimizer, policy_.critic.parameters().size()),
      log_std_optimizer_(optimizer, policy_.log_std.size()),
      minibatches_(stream(setup.seed, Stream::minibatches)) {}

double Learner::progress_remaining() const {
  return gymkhana::progress_remaining(steps_, total_steps_);
}

void Learner::predict_values(const ObservationBatch& observations, int count, std::span<float> values) {
  const int blocks = shards_of(count);
  const int tasks = std::min(blocks, workers_.count());
  while (static_cast<int>(shards_.size()) < tasks) {
    shards_.emplace_back(policy_, kShardSize, !rollout_->masks.empty());
  }
  workers_.run(tasks, [&](int task) {
    Shard<float>& shard = shards_[task];
    for (int block = task; block < blocks; block += tasks) {
      const int first = block * kShardSize;
      const int size = std::min(kShardSize, count - first);
      const auto inputs = encoder_.columns(observations, first, size, shard.inputs);
      const auto outputs =
          policy_.critic.forward(policy_.features(inputs, shard.body_workspace), shard.critic_workspace);
      std::copy_n(outputs.data(), size, values.begin() + first);
    }
  });
}

const Estimates& Learner::estimate(const Discounting& discounting, double lambda) {
  const Rollout& rollout = *rollout_;
  const int seen = rollout.size() + rollout.slots,
            cut_off = static_cast<int>(rollout.truncated_columns.size());
  estimates_.values.resize(seen);
  last_values_.resize(cut_off);
  predict_values(rollout.observations, seen, estimates_.values);
  if (cut_off > 0) predict_values(rollout.last_observations, cut_off, last_values_);
  asks_critic_ = true;
  return accumulate(discounting, lambda);
}

const Estimates& Learner::monte_carlo(const Discounting& discounting) {
  estimates_.values.assign(rollout_->size() + rollout_->slots, 0);
  last_values_.assign(rollout_->truncated_columns.size(), 0);
  asks_critic_ = false;
  return accumulate(discounting, 1);
}

const Estimates& Learner::accumulate(const Discounting& discounting, double lambda) {
  const Rollout& rollout = *rollout_;
  const int columns = rollout.size();
  Estimates& e = estimates_;
  for (auto* array : {&e.next_values, &e.discounts, &e.advantages, &e.returns}) array->resize(columns);
  e.cut.resize(columns);
  next_values(rollout, e.values, last_values_, e.next_values);
  discounts(rollout, discounting.gamma, e.discounts);
  if (discounting.stop_at_rewards) stop_at_rewards(rollout, e.discounts);
  cuts(rollout, e.cut);
  gae({rollout.slots, rollout.rewards, e.discounts, e.cut, e.values, e.next_values}, lambda, e.advantages);
  for (int c = 0; c < columns; ++c) e.returns[c] = e.advantages[c] + e.values[c];
  return e;
}

std::span<const int> Learner::columns() {
  order_.resize(rollout_->size());
  std::iota(order_.begin(), order_.end(), 0);
  return order_;
}

std::span<const int> Learner::shuffled_columns() {
  columns();
  minibatches_.shuffle(order_);
  return order_;
}

void Learner::prepare(std::span<const int> columns, bool normalize_advantage) {
  while (static_cast<int>(shards_.size()) < std::min(kShardsAtOnce, shards_of(columns.size()))) {
    shards_.emplace_back(policy_, kShardSize, !rollout_->masks.empty());
  }
  advantage_shift_ = 0;
  advantage_scale_ = 1;
  const int count = static_cast<int>(columns.size());
  if (!normalize_advantage || count < 2) return;
  const Moments m = moments(count, [&](int i) { return double{estimates_.advantages[columns[i]]}; });
  const double sample_variance = m.variance * count / (count - 1);
  advantage_shift_ = m.mean;
  advantage_scale_ = 1 / (std::sqrt(sample_variance) + 1e-8);
}

LossSums Learner::gradient(std::span<const int> columns, bool normalize_advantage,
                           const std::function<void(Shard<float>&)>& loss) {
  prepare(columns, normalize_advantage);
  const int shards = shards_of(columns.size());
  for (int first = 0; first < shards; first += kShardsAtOnce) {
    const int count = std::min(kShardsAtOnce, shards - first);
    workers_.run(count, [&](int k) {
      const std::size_t begin = static_cast<std::size_t>(first + k) * kShardSize;
      Shard<float>& shard = shards_[k];
      fill(shard, columns.subspan(begin, std::min<std::size_t>(kShardSize, columns.size() - begin)));
      predict(policy_, shard);
      loss(shard);
      differentiate(policy_, shard);
    });
    add_up(count, first == 0);
  }
  return sums_;
}

void Learner::fill(Shard<float>& shard, std::span<const int> columns) const {
  const Rollout& rollout = *rollout_;
  shard.count = static_cast<Index>(columns.size());
  shard.asks_critic = asks_critic_;
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
    shard.old_values[i] = estimates_.values[c];
    shard.advantages[i] =
        static_cast<float>((estimates_.advantages[c] - advantage_shift_) * advantage_scale_);
    shard.returns[i] = estimates_.returns[c];
  }
}

// Adds the gradients of the first `shards` shards in order; the very first begins the sums.
void Learner::add_up(int shards, bool first) {
  if (first) {
    sums_ = shards_[0].sums;
    d_body_ = shards_[0].d_body;
    d_actor_ = shards_[0].d_actor;
    d_log_std_ = shards_[0].d_log_std;
    d_critic_.setZero(policy_.critic.parameters().size());
  }
  for (int k = first ? 1 : 0; k < shards; ++k) {
    sums_ += shards_[k].sums;
    d_body_ += shards_[k].d_body;
    d_actor_ += shards_[k].d_actor;
    d_log_std_ += shards_[k].d_log_std;
  }
  if (!asks_critic_) return;
  for (int k = 0; k < shards; ++k) d_critic_ += shards_[k].d_critic;
}

void Learner::step(const LossSums& sums, double learning_rate, double max_grad_norm) {
  if (!std::isfinite(sums.policy_loss)) throw NonFinite("the loss of the policy", updates_);
  if (!std::isfinite(sums.value_loss)) throw NonFinite("the loss of values", updates_);
  const float norm =
      clip_by_global_norm({&d_body_, &d_actor_, &d_critic_, &d_log_std_}, static_cast<float>(max_grad_norm));
  if (!std::isfinite(norm)) throw NonFinite("the norm of the gradient", updates_);
  if (policy_.body) body_optimizer_.step(policy_.body->mutable_parameters(), d_body_, learning_rate);
  actor_optimizer_.step(policy_.actor.mutable_parameters(), d_actor_, learning_rate);
  critic_optimizer_.step(policy_.critic.mutable_parameters(), d_critic_, learning_rate);
  log_std_optimizer_.step(policy_.log_std, d_log_std_, learning_rate);
  policy_.pack();
}

void Learner::finish() {
  if (!absorbed_) encoder_.absorb(*rollout_);
  steps_ += rollout_->size();
  ++updates_;
  rollout_ = nullptr;
}

}  // namespace gymkhana
