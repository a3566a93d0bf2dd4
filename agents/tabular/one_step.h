// One-step temporal-difference control: SARSA, expected SARSA, Q-learning and double Q-learning (Sutton and
// Barto, 2nd ed., chapter 6).
//
//   Q(S, A) <- Q(S, A) + alpha [target - Q(S, A)]
//
//   SARSA (6.7)            R + gamma Q(S', A')
//   expected SARSA (6.9)   R + gamma sum over a of pi(a|S') Q(S', a)
//   Q-learning (6.8)       R + gamma max over a of Q(S', a)
//   double Q (6.10)        R + gamma Q2(S', argmax over a of Q1(S', a)), for Q1 or Q2 by the toss of a coin
//
// The targets are in experience.h.
//
// Differs from the book in: all slots learn into one table, in the order of time and slot; what is cut off is
// no end, its last state still has a value (for SARSA, which has no A' there, the expected one).
#pragma once

#include <array>

#include "agents/tabular/tabular_agent.h"

namespace gymkhana {

class Sarsa final : public TabularAgent {
 public:
  using Config = TabularConfig;
  static Fields fields(Config& config) { return tabular_fields(config); }
  using TabularAgent::TabularAgent;

 private:
  void walk(const Rollout& rollout) override;
};

class ExpectedSarsa final : public TabularAgent {
 public:
  using Config = TabularConfig;
  static Fields fields(Config& config) { return tabular_fields(config); }
  using TabularAgent::TabularAgent;

 private:
  void walk(const Rollout& rollout) override;
};

class QLearning final : public TabularAgent {
 public:
  using Config = TabularConfig;
  static Fields fields(Config& config) { return tabular_fields(config); }
  using TabularAgent::TabularAgent;

 private:
  void walk(const Rollout& rollout) override;
};

/// Acts by the mean of its two tables.
class DoubleQLearning final : public TabularAgent {
 public:
  using Config = TabularConfig;
  static Fields fields(Config& config) { return tabular_fields(config); }
  DoubleQLearning(const AgentSetup& setup, const Config& config);

  void save(TensorFile& file) const override;
  void load(const TensorFile& file) override;

 private:
  void walk(const Rollout& rollout) override;

  std::array<ActionValues, 2> pair_;
};

/// R + gamma Q2(S', argmax over a of Q1(S', a)), the first of equals among those that `allowed` does not
/// forbid.
double double_q_target(const Experience& e, const ActionValues& q1, const ActionValues& q2,
                       const ActionValues& allowed);

}  // namespace gymkhana
