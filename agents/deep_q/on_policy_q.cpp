#include "agents/deep_q/on_policy_q.h"

#include <algorithm>
#include <numeric>

namespace gymkhana {

Fields on_policy_q_fields(OnPolicyQConfig& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "of the optimizer; lin_X falls from X to 0 over the run"),
      field("n_steps", c.n_steps, "steps per slot and rollout", at_least(1)),
      field("n_minibatches", c.n_minibatches, "gradient steps per pass over the rollout", at_least(1)),
      field("n_epochs", c.n_epochs, "passes over each rollout", at_least(1)),
      discount_field(c.gamma),
      field("q_lambda", c.q_lambda, "0: one-step targets, 1: whole returns", between(0, 1)),
      field("epsilon", c.epsilon, "share of random actions; ramp_1_0.05_0.1 falls over a tenth of the run"),
      field("max_grad_norm", c.max_grad_norm, "longest gradient", above(0)),
      choice("optimizer", c.optimizer, {"radam", "adam", "rmsprop"}, "what steps along the gradient"),
  };
  for (Field& each : q_net_fields(c.net)) fields.push_back(std::move(each));
  return fields;
}

OnPolicyQ::OnPolicyQ(const AgentSetup& setup, const char* name, const OnPolicyQConfig& config)
    : LearnerAgent(setup, name, config.net, OptimizerConfig{.kind = parse_optimizer(config.optimizer)},
                   std::make_shared<ExpectedValue>()),
      config_(config),
      shards_([this] { return QShard(learner_.policy()); }),
      first_action_(q_actions(setup.env, name).start) {
  check_share("epsilon", config.epsilon);
  set_epsilon();
}

void OnPolicyQ::load(const TensorFile& file) {
  learner_.load(file);
  set_epsilon();
}

std::span<const Metric> OnPolicyQ::learn(const Rollout& rollout) {
  const bool absorbed = learner_.encoder().warm_up(rollout);
  const double learning_rate = config_.learning_rate(learner_.progress_remaining());
  const double epsilon = learner_.policy().epsilon;
  WorkerTeam team(learner_.workers());
  find_targets(team, rollout);
  order_.resize(rollout.size());
  std::iota(order_.begin(), order_.end(), 0);
  const int parts = std::min<int>(config_.n_minibatches, rollout.size());
  double loss = 0;
  for (int epoch = 0; epoch < config_.n_epochs; ++epoch) {
    learner_.rng().shuffle(order_);
    for (int part = 0; part < parts; ++part) {
      const std::size_t first = order_.size() * part / parts, end = order_.size() * (part + 1) / parts;
      loss = descend(team, rollout, std::span<const int>(order_).subspan(first, end - first), learning_rate);
    }
  }
  if (!absorbed) learner_.encoder().absorb(rollout);
  learner_.count_steps(rollout.size());
  set_epsilon();
  const double mean =
      std::accumulate(values_.begin(), values_.end(), 0.0) / static_cast<double>(values_.size());
  metrics_ = {{{"rollout/exploration_rate", epsilon},
               {"train/learning_rate", learning_rate},
               {"train/loss", loss},
               {"train/mean_value", mean},
               {"train/n_updates", static_cast<double>(learner_.updates())}}};
  return metrics_;
}

// Action values of `count` observations.
void OnPolicyQ::predict(WorkerTeam& team, const ObservationBatch& observations, int count,
                        std::vector<float>& q) {
  const QPolicy& policy = learner_.policy();
  q.resize(static_cast<std::size_t>(count) * policy.actions);
  shards_.for_each(team, count, [&](QShard& shard, int first, int size) {
    const auto inputs = policy.encoder.columns(observations, first, size, shard.inputs);
    const auto outputs = policy.network.forward(inputs, shard.workspace);
    std::copy_n(outputs.data(), outputs.size(),
                q.begin() + static_cast<std::ptrdiff_t>(first) * policy.actions);
  });
}

void OnPolicyQ::find_targets(WorkerTeam& team, const Rollout& rollout) {
  const int columns = rollout.size(), seen = columns + rollout.slots, actions = learner_.policy().actions;
  const int cut_off = static_cast<int>(rollout.truncated_columns.size());
  predict(team, rollout.observations, seen, q_);
  predict(team, rollout.last_observations, cut_off, last_q_);
  values_.resize(seen);
  last_values_.resize(cut_off);
  const auto sight = [&](const std::vector<float>& q, int column) {
    return Sight{std::span(q).subspan(static_cast<std::size_t>(column) * actions, actions),
                 {},
                 -1,
                 learner_.policy().epsilon};
  };
  for (int c = 0; c < seen; ++c) {
    Sight state = sight(q_, c);
    if (c < columns) state.next_action = rollout.actions.index_data()[c] - first_action_;
    if (!rollout.masks.empty())
      state.mask = std::span(rollout.masks).subspan(static_cast<std::size_t>(c) * actions, actions);
    values_[c] = value(state);
  }
  for (int k = 0; k < cut_off; ++k) last_values_[k] = value(sight(last_q_, k));
  targets_.resize(columns);
  lambda_returns(trajectories(rollout, values_, last_values_, {config_.gamma}, arrays_), config_.q_lambda,
                 targets_);
}

// One step along the gradient of half the mean squared error; returns that error.
double OnPolicyQ::descend(WorkerTeam& team, const Rollout& rollout, std::span<const int> columns,
                          double learning_rate) {
  const QPolicy& policy = learner_.policy();
  const float share = 1 / static_cast<float>(columns.size());
  if (config_.net.noisy) learner_.renew_noise(learner_.policy().network);
  const auto work = [&](QShard& shard, int first, int count) {
    const std::span<const int> own = columns.subspan(first, count);
    policy.encoder.gather(rollout.observations, own, shard.inputs.leftCols(count));
    const auto outputs = policy.network.forward(shard.inputs.leftCols(count), shard.workspace);
    MatrixMap<float> d_outputs(shard.d_outputs.data(), outputs.rows(), count);
    d_outputs.setZero();
    double loss = 0;
    for (int i = 0; i < count; ++i) {
      const int action = rollout.actions.index_data()[own[i]] - first_action_;
      const float error = outputs(action, i) - targets_[own[i]];
      d_outputs(action, i) = share * error;
      loss += double{share} * error * error / 2;
    }
    shard.gradient.setZero();
    policy.network.backward(d_outputs, shard.workspace, shard.gradient);
    return loss;
  };
  return learner_.descend(team, shards_, static_cast<int>(columns.size()), learning_rate,
                          config_.max_grad_norm, work);
}

}  // namespace gymkhana
