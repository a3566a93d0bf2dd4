// PPO: proximal policy optimisation (Schulman et al. 2017, arXiv:1707.06347), for discrete and continuous
// actions.
//
//   A_t, R_t   advantages by GAE(gamma, lambda) with the V before the update, and R_t = A_t + V(s_t)
//   rho_i      = pi(a_i | s_i) / pi_old(a_i | s_i)
//   L_policy   = -mean of min(rho_i A_i, clip(rho_i, 1 - c, 1 + c) A_i)                       (equation 7)
//   L_value    = mean of (V(s_i) - R_i)^2
//   L          = L_policy + vf_coef L_value - ent_coef (mean entropy)                         (equation 9)
//
// descended by Adam for n_epochs passes over the rollout in shuffled minibatches.
//
// Differs from the paper in: advantages are normalised per minibatch; gradients are cut at a global norm;
// learning rate and clip range may fall over the run; target_kl may end an update early; clip_range_vf bounds
// the value's move, by the larger of the clipped and the unclipped loss, as in OpenAI Baselines; actor and
// critic share layers only where policy.share_features_extractor says so. Names are Stable-Baselines3's.
#pragma once

#include <array>

#include "agents/learner_agent.h"
#include "agents/policy_gradient/learner.h"

namespace gymkhana {

struct PpoConfig {
  Schedule learning_rate{3e-4};
  int n_steps = 2048;
  int batch_size = 64;
  int n_epochs = 10;
  double gamma = 0.99;
  double gae_lambda = 0.95;
  Schedule clip_range{0.2};
  double clip_range_vf = 0;
  bool normalize_advantage = true;
  double ent_coef = 0;
  double vf_coef = 0.5;
  double max_grad_norm = 0.5;
  double target_kl = 0;
  PolicyConfig policy;
};

/// The constants of the loss; `batch` is the number of samples that means are taken over.
struct PpoLoss {
  double clip_range, clip_range_vf, ent_coef, vf_coef;
  Index batch;
};

/// Fills in the slopes of a shard and returns its sums for the loss above.
template <class Scalar>
LossSums ppo_loss(const PpoLoss& loss, Shard<Scalar>& shard);

class Ppo final : public LearnerAgent<Learner> {
 public:
  using Config = PpoConfig;
  static Fields fields(Config& config);

  Ppo(const AgentSetup& setup, const Config& config);

  int rollout_steps() const override { return config_.n_steps; }
  std::span<const Metric> learn(const Rollout& rollout) override;

 private:
  Config config_;
  std::array<Metric, 11> metrics_;
};

}  // namespace gymkhana
