// Dyna-Q and Dyna-Q+: Q-learning on what happens, and again on what is remembered (Sutton and Barto, 2nd ed.,
// sections 8.2 and 8.3; Sutton, 1990).
//
//   after each step     Q-learning (6.8), and the model remembers S, A -> R, S'
//   planning_steps x    Q-learning on a remembered pair: a state seen so far at random, then one of its
//                       actions taken so far
//
// Dyna-Q+ (kappa > 0): remembered rewards are r + kappa sqrt(tau), tau steps after the pair was last taken,
// and actions never taken in a state that was visited are imagined to earn 0 and to lead back to it.
//
// Differs from the book in: all slots learn into one table, in the order of time and slot; what is cut off is
// no end, its last state still has a value.
#pragma once

#include "agents/tabular/model.h"
#include "agents/tabular/tabular_agent.h"

namespace gymkhana {

struct DynaConfig {
  int planning_steps = 10;
  double kappa = 0;
  TabularConfig table = {};
};

class DynaQ final : public TabularAgent {
 public:
  using Config = DynaConfig;
  static Fields fields(Config& config);
  DynaQ(const AgentSetup& setup, const Config& config);

 protected:
  void serialize(Archive& archive) override;

 private:
  void walk(const Rollout& rollout) override;
  void remember(const Experience& e);
  void plan();

  int planning_steps_;
  double kappa_;
  Model model_;
  std::int64_t time_ = 0;  // steps learned from
};

}  // namespace gymkhana
