// REINFORCE: Monte Carlo policy gradient (Williams 1992), with or without a baseline (Sutton and Barto 2018,
// sections 13.3 and 13.4).
//
//   G_t   = r_t + gamma r_{t+1} + ... to the end of the episode
//   L     = mean of -(G_i - b(s_i)) log pi(a_i | s_i) + vf_coef (V(s_i) - G_i)^2 - ent_coef H(pi(. | s_i))
//
// with b = V where there is a baseline, else b = 0 and no V is learned; one step of Adam (or RMSProp) per
// rollout.
//
// Differs from the book in: one step for all episodes of a rollout instead of one per step; no factor gamma^t
// (as everywhere in practice); G_i - b may be normalised over the rollout. Episodes that run on when a
// rollout ends have no return yet: with a baseline V stands for the rest, as in OpenAI's Spinning Up; without
// one their steps in this rollout are left out. That is biased against long episodes: one of L steps loses
// steps to the end of a rollout with probability L / n_steps, and what is left of it are its last n_steps at
// most. On CartPole-v1 (limit 500 steps; 4000 steps per update, 500,000 in all, else as the preset
// cartpole-reinforce; mean score of seeds 1 to 6) n_steps of 100, 250, 500, 2000 and 4000 reach 162, 441,
// 498, 499 and 499: choose n_steps at least as long as the longest episode. A time limit counts as an end,
// except with a baseline.
#pragma once

#include <vector>

#include "agents/policy_gradient/policy_gradient.h"

namespace gymkhana {

struct ReinforceConfig {
  Schedule learning_rate{3e-3};
  int n_steps = 500;
  double gamma = 0.99;
  bool baseline = true;
  bool reset_at_reward = false;
  bool normalize_advantage = true;
  double ent_coef = 0;
  double vf_coef = 0.5;
  double max_grad_norm = 0.5;
  bool use_rms_prop = false;
  double rms_prop_eps = 1e-5;
  PolicyConfig policy;
};

class Reinforce final : public PolicyGradientAgent {
 public:
  using Config = ReinforceConfig;
  static Fields fields(Config& config);

  Reinforce(const AgentSetup& setup, const Config& config);

  int rollout_steps() const override { return config_.n_steps; }
  std::span<const Metric> learn(const Rollout& rollout) override;

 private:
  bool is_last(const Rollout& rollout, int column) const;
  std::span<const int> complete_columns(const Rollout& rollout);

  Config config_;
  std::vector<int> columns_;
};

}  // namespace gymkhana
