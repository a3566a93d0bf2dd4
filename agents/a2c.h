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

#include <array>

#include "agents/agent.h"
#include "agents/learner.h"

namespace gymkhana {

struct A2cConfig {
  Schedule learning_rate{7e-4};
  int n_steps = 5;             // per slot and rollout
  double gamma = 0.99;         // discount per step
  double gae_lambda = 1;       // 1: whole returns up to the end of the rollout
  double ent_coef = 0;         // weight of the entropy bonus
  double vf_coef = 0.5;        // weight of the value loss
  double max_grad_norm = 0.5;  // of actor and critic together
  bool use_rms_prop = true;    // else Adam
  double rms_prop_eps = 1e-5;  // keeps RMSProp's divisions finite
  bool normalize_advantage = false;
  PolicyConfig policy;
};

/// The constants of a policy-gradient loss; `batch` is the number of samples that means are taken over.
struct PolicyGradientLoss {
  double ent_coef, vf_coef;
  Index batch;
};

/// Fills in the slopes and sums of a shard for the loss above, which is REINFORCE's, too.
template <class Scalar>
void policy_gradient_loss(const PolicyGradientLoss& loss, Shard<Scalar>& shard);

class A2c final : public Agent {
 public:
  using Config = A2cConfig;
  static Fields fields(Config& config);

  A2c(const AgentSetup& setup, const Config& config);

  std::unique_ptr<Actor> make_actor(int slots, bool greedy) const override {
    return learner_.make_actor(slots, greedy);
  }
  int rollout_steps() const override { return config_.n_steps; }
  void observe(const Rollout& rollout) override { learner_.observe(rollout); }
  std::span<const Metric> update() override;
  void save(TensorFile& file) const override { learner_.save(file); }
  void load(const TensorFile& file) override { learner_.load(file); }
  Insight look(const ObservationBatch& observations, int slot) const override {
    return learner_.look(observations, slot);
  }
  std::vector<float> saliency(const ObservationBatch& observations, int slot) const override {
    return learner_.saliency(observations, slot);
  }

 private:
  Config config_;
  Learner learner_;
  std::array<Metric, 7> metrics_;
};

}  // namespace gymkhana
