// What PQN and deep SARSA do alike: values along a rollout, lambda-returns, minibatches of squared errors.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "agents/deep_q/q_learner.h"
#include "agents/learner_agent.h"
#include "replay/returns.h"

namespace gymkhana {

struct OnPolicyQConfig {
  Schedule learning_rate{2.5e-4};
  int n_steps = 32;
  int n_minibatches = 4;
  int n_epochs = 4;
  double gamma = 0.99;
  double q_lambda = 0.65;
  Schedule epsilon = Schedule::ramp(1, 0.05, 0.5);
  double max_grad_norm = 10;
  std::string optimizer = "radam";
  QNetConfig net;
};

Fields on_policy_q_fields(OnPolicyQConfig& config);

/// An algorithm says what a state is worth to the step before it.
class OnPolicyQ : public LearnerAgent<QLearner> {
 public:
  OnPolicyQ(const AgentSetup& setup, const char* name, const OnPolicyQConfig& config);

  int rollout_steps() const override { return config_.n_steps; }
  std::span<const Metric> learn(const Rollout& rollout) override;
  void load(const TensorFile& file) override;

 protected:
  /// A state as its predecessor sees it.
  struct Sight {
    std::span<const float> q;
    std::span<const std::uint8_t> mask;  ///< empty: all actions are allowed
    int next_action;                     ///< taken there; -1 where that is not known
    double epsilon;                      ///< with which it was, or would have been, chosen
  };
  /// What the state is worth.
  virtual float value(const Sight& sight) const = 0;

 private:
  void predict(WorkerTeam& team, const ObservationBatch& observations, int count, std::vector<float>& q);
  void find_targets(WorkerTeam& team, const Rollout& rollout);
  double descend(WorkerTeam& team, const Rollout& rollout, std::span<const int> columns,
                 double learning_rate);
  void set_epsilon() { learner_.policy().epsilon = config_.epsilon(learner_.progress_remaining()); }

  OnPolicyQConfig config_;
  Shards<QShard> shards_;
  int first_action_;

  std::vector<float> q_, last_q_;  // actions x columns, of the rollout's rows 0 .. T and of last observations
  std::vector<float> values_, last_values_, targets_;
  TrajectoryArrays arrays_;
  std::vector<int> order_;
  std::array<Metric, 5> metrics_;
};

}  // namespace gymkhana
