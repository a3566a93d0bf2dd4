// PQN: Q-learning on parallel environments, without replay and without a target network (Gallici et al. 2024,
// "Simplifying Deep Temporal Difference Learning", arXiv:2407.04811).
//
//   G_t  = r_t + gamma ((1 - lambda) max_a Q(s_{t+1}, a) + lambda G_{t+1})    by the Q before the update
//   L    = mean of (Q(s_i, a_i) - G_i)^2 / 2
//
// over a few passes of minibatches by RAdam; a layer norm before each activation keeps it stable
// (policy.layer_norm). Actions are epsilon-greedy. Differs from the authors' code in: RAdam's and the layer
// norm's small numbers are PyTorch's, and so are the first weights; truncation bootstraps.
#pragma once

#include "agents/deep_q/on_policy_q.h"

namespace gymkhana {

struct PqnConfig : OnPolicyQConfig {
  PqnConfig() { net.layer_norm = true; }
};

class Pqn final : public OnPolicyQ {
 public:
  using Config = PqnConfig;
  static Fields fields(Config& config) { return on_policy_q_fields(config); }

  Pqn(const AgentSetup& setup, const Config& config) : OnPolicyQ(setup, "pqn", config) {}

 private:
  float value(const Sight& sight) const override { return sight.q[best_action(sight.q, sight.mask)]; }
};

}  // namespace gymkhana
