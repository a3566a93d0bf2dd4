// A2C: advantage actor-critic (Mnih et al. 2016, arXiv:1602.01783, algorithm S3), with all slots in step.
//
//   A_t, R_t   advantages by GAE(gamma, lambda) with the present V, and R_t = A_t + V(s_t); lambda 1 gives
//              the paper's returns: all rewards of the rollout, then V
//   L          = mean of -A_i log pi(a_i | s_i) + vf_coef (V(s_i) - R_i)^2 - ent_coef H(pi(. | s_i))
//
// one step of RMSProp per rollout.
//
// Differs from the paper in: slots are synchronous, not asynchronous threads; actor and critic share
// layers only where policy.share_features_extractor says so; RMSProp has PyTorch's form. Names and defaults
// are Stable-Baselines3's.
#pragma once

#include "agents/policy_gradient/policy_gradient.h"

namespace gymkhana {

struct A2cConfig {
  Schedule learning_rate{7e-4};
  int n_steps = 5;
  double gamma = 0.99;
  double gae_lambda = 1;
  double ent_coef = 0;
  double vf_coef = 0.5;
  double max_grad_norm = 0.5;
  bool use_rms_prop = true;
  double rms_prop_eps = 1e-5;
  bool normalize_advantage = false;
  PolicyConfig policy;
};

class A2c final : public PolicyGradientAgent {
 public:
  using Config = A2cConfig;
  static Fields fields(Config& config);

  A2c(const AgentSetup& setup, const Config& config);

  int rollout_steps() const override { return config_.n_steps; }
  std::span<const Metric> learn(const Rollout& rollout) override;

 private:
  Config config_;
};

}  // namespace gymkhana
