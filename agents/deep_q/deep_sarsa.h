// Deep SARSA: on-policy temporal differences with a network (Rummery and Niranjan 1994; on parallel
// environments Mnih et al. 2016, "Asynchronous Methods for Deep Reinforcement Learning", arXiv:1602.01783,
// section 4.2).
//
//   G_t  = r_t + gamma ((1 - lambda) Q(s_{t+1}, a_{t+1}) + lambda G_{t+1})    by the Q before the update
//   L    = mean of (Q(s_i, a_i) - G_i)^2 / 2
//
// where a_{t+1} is the action that was taken. Differs from the papers in: environments in step instead of
// asynchronous ones; where a_{t+1} is not known yet, or never will be (the end of a rollout, a cut), the mean
// over the policy stands for it.
#pragma once

#include "agents/deep_q/on_policy_q.h"

namespace gymkhana {

struct DeepSarsaConfig : OnPolicyQConfig {
  DeepSarsaConfig() {
    n_steps = 8;
    n_minibatches = 1;
    n_epochs = 1;
    q_lambda = 0;
    optimizer = "rmsprop";
  }
};

class DeepSarsa final : public OnPolicyQ {
 public:
  using Config = DeepSarsaConfig;
  static Fields fields(Config& config) { return on_policy_q_fields(config); }

  DeepSarsa(const AgentSetup& setup, const Config& config) : OnPolicyQ(setup, "deep_sarsa", config) {}

 private:
  float value(const Sight& sight) const override;
};

}  // namespace gymkhana
