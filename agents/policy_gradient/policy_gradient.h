// The plain policy gradient, which REINFORCE and A2C follow: one step of the optimiser per rollout along
//
//   L = mean of -A_i log pi(a_i | s_i) + vf_coef (V(s_i) - R_i)^2 - ent_coef H(pi(. | s_i))
//
// They differ in what they take for advantages A and returns R.
#pragma once

#include <array>

#include "agents/learner_agent.h"
#include "agents/policy_gradient/learner.h"

namespace gymkhana {

/// The constants of the loss; `batch` is the number of samples that means are taken over.
struct PolicyGradientLoss {
  double ent_coef, vf_coef;
  Index batch;
};

/// Fills in the slopes of a shard and returns its sums.
template <class Scalar>
LossSums policy_gradient_loss(const PolicyGradientLoss& loss, Shard<Scalar>& shard);

class PolicyGradientAgent : public LearnerAgent<Learner> {
 protected:
  /// How it steps: RMSProp in PyTorch's form, else Adam.
  struct Optimization {
    bool use_rms_prop;
    double rms_prop_eps;
  };
  PolicyGradientAgent(const AgentSetup& setup, const PolicyConfig& policy, const Optimization& optimization);

  /// What a step depends on besides the rollout.
  struct Step {
    double learning_rate, ent_coef, vf_coef, max_grad_norm;
    bool normalize_advantage;
  };
  /// Steps along the gradient over these columns, if there are any, and ends the update.
  std::span<const Metric> follow(UpdateScope& update, const Estimates& estimates,
                                 std::span<const int> columns, const Step& step);

 private:
  std::array<Metric, 7> metrics_;
};

}  // namespace gymkhana
