// Deep Q-learning from replay: DQN (Mnih et al. 2015, "Human-level control through deep reinforcement
// learning").
//
//   y_i  = r_i + gamma max_a Q_target(s'_i, a)
//   L    = mean of huber(Q(s_i, a_i) - y_i) over a minibatch drawn from the replay buffer,
//
// Q_target being a copy of Q that is renewed now and then, actions epsilon-greedy. Each of these is a switch
// (numbers are those of arXiv):
//
//   double_q     y_i = r_i + gamma Q_target(s'_i, argmax_a Q(s'_i, a)); van Hasselt et al. 2016, 1509.06461
//   dueling      Q = V + A - mean A; Wang et al. 2016, 1511.06581
//   n_steps      n rewards before the bootstrap, uncorrected; Hessel et al. 2018, 1710.02298
//   prioritized  draws in proportion to error^alpha; Schaul et al. 2016, 1511.05952
//   noisy        explores by noise in the last layer; Fortunato et al. 2018, 1706.10295
//
// C51 and QR-DQN (c51.h, qr_dqn.h) are this agent with another Distribution; Rainbow is C51 with all of the
// above.
//
// Differs from the papers in: Adam; gradients are cut at a global norm; dueling streams and noise share all
// layers but the last; noise is renewed with every gradient step, not every action. Before learning_starts
// actions are random. Names and defaults are Stable-Baselines3's.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "agents/deep_q/distribution.h"
#include "agents/deep_q/q_learner.h"
#include "agents/learner_agent.h"
#include "replay/replay_buffer.h"

namespace gymkhana {

struct DqnConfig {
  Schedule learning_rate{1e-4};
  std::int64_t buffer_size = 1'000'000;
  std::int64_t learning_starts = 100;
  int batch_size = 32;
  int train_freq = 4;
  int gradient_steps = 1;
  double gamma = 0.99;
  double tau = 1;
  std::int64_t target_update_interval = 10'000;
  double exploration_fraction = 0.1;
  double exploration_initial_eps = 1;
  double exploration_final_eps = 0.05;
  double max_grad_norm = 10;
  double adam_eps = 1e-8;
  bool double_q = false;
  int n_steps = 1;
  bool prioritized = false;
  double per_alpha = 0.6;
  Schedule per_beta = Schedule::ramp(0.4, 1, 1);
  QNetConfig net;
};

Fields dqn_fields(DqnConfig& config);

/// The agent for any distribution; `name` is the algorithm's, for messages.
class ReplayAgent : public LearnerAgent<QLearner> {
 public:
  ReplayAgent(const AgentSetup& setup, const char* name, const DqnConfig& config,
              std::shared_ptr<const Distribution> distribution);

  int rollout_steps() const override { return config_.train_freq; }
  std::span<const Metric> learn(const Rollout& rollout) override;
  void save(TensorFile& file) const override;
  void load(const TensorFile& file) override;
  void save_experience(TensorFile& file, const std::filesystem::path& folder) override {
    replay_.save(file, folder);
  }
  void load_experience(const TensorFile& file, const std::filesystem::path& folder) override {
    replay_.load(file, folder);
  }

 private:
  /// A shard with its transitions, and room for what followed them.
  struct ReplayShard : QShard {
    ReplayShard(const EnvSpec& spec, const QPolicy& policy);

    ReplayBatch batch;
    Matrix<float> next_inputs, next_q;
    Workspace<float> next_workspace;
    std::vector<std::int32_t> actions;  // counted from 0
    std::vector<int> next_actions;
    std::vector<float> weights;
  };

  double gradient_step(WorkerTeam& team);
  double loss_and_gradient(ReplayShard& shard, int first, int count);
  void choose_next(ReplayShard& shard, ConstMatrixMap<float> outputs);
  void renew_target(std::int64_t steps_before);
  void set_epsilon();

  DqnConfig config_;
  EnvSpec spec_;
  Network<float> target_;
  ReplayBuffer replay_;
  Draw draw_;
  std::vector<float> errors_;
  Shards<ReplayShard> shards_;
  double loss_ = 0;  // of the last gradient step
  std::array<Metric, 5> metrics_;
};

class Dqn final : public ReplayAgent {
 public:
  using Config = DqnConfig;
  static Fields fields(Config& config) { return dqn_fields(config); }

  Dqn(const AgentSetup& setup, const Config& config)
      : ReplayAgent(setup, "dqn", config, std::make_shared<ExpectedValue>()) {}
};

}  // namespace gymkhana
