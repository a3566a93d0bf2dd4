// Control over n steps: n-step SARSA and n-step tree backup (Sutton and Barto, 2nd ed., chapter 7).
//
//   Q(S_t, A_t) <- Q(S_t, A_t) + alpha [G - Q(S_t, A_t)]
//
//   n-step SARSA (7.4)  G = R_t+1 + ... + gamma^(n-1) R_t+n + gamma^n Q(S_t+n, A_t+n)
//   tree backup (7.16)  G_t:t+n = R_t+1 + gamma sum over a != A_t+1 of pi(a|S_t+1) Q(S_t+1, a)
//                                 + gamma pi(A_t+1|S_t+1) G_t+1:t+n
//
// The tree backup's pi is greedy, ties share; whoever acts explores. Near the end of an episode n shrinks.
//
// Differs from the book in: all slots learn into one table, in the order of time and slot; what is cut off is
// no end, its last state still has a value.
#pragma once

#include "agents/tabular/tabular_agent.h"

namespace gymkhana {

struct NStepConfig {
  int n_steps = 4;
  TabularConfig table = {};
};

/// G of n-step SARSA for the first of successive steps, by the last one's A'.
double n_step_return(std::span<const Experience> window, const ActionValues& q, const Exploration& pi);
/// G of the tree backup for the first of successive steps, with a greedy pi.
double tree_backup_return(std::span<const Experience> window, const ActionValues& q);

/// Keeps the last n steps of each slot.
class NStepAgent : public TabularAgent {
 public:
  using Config = NStepConfig;
  static Fields fields(Config& config);
  NStepAgent(const AgentSetup& setup, const Config& config);

 protected:
  void serialize(Archive& archive) override;

 private:
  void walk(const Rollout& rollout) final;
  virtual double target(std::span<const Experience> window) const = 0;

  std::size_t n_;
  std::vector<std::vector<Experience>> windows_;  // per slot, the oldest step first
};

class NStepSarsa final : public NStepAgent {
 public:
  using NStepAgent::NStepAgent;

 private:
  double target(std::span<const Experience> window) const override {
    return n_step_return(window, q_, policy_.exploration);
  }
};

class TreeBackup final : public NStepAgent {
 public:
  using NStepAgent::NStepAgent;

 private:
  double target(std::span<const Experience> window) const override { return tree_backup_return(window, q_); }
};

}  // namespace gymkhana
