// Prioritised sweeping on a learned model (Moore and Atkeson, 1993; Sutton and Barto, 2nd ed., section 8.4).
//
//   after each step    the model remembers S, A -> R, S';  P = |R + gamma max over a of Q(S', a) - Q(S, A)|
//                      if P > theta, the pair enters the queue with priority P
//   planning_steps x   take the pair of highest priority, do Q-learning (6.8) on what is remembered of it,
//                      and let all pairs that lead to its state enter by the same rule
//
// Differs from the book in: the step itself is learned from as well, queue or not, so that all samples of a
// stochastic environment count; the pair of a planning step enters again while its error stays above theta
// (with alpha < 1 one update leaves some of it); a pair that waits already takes its new priority, and leaves
// when that is no more than theta.
#pragma once

#include "agents/tabular/model.h"
#include "agents/tabular/pair_queue.h"
#include "agents/tabular/tabular_agent.h"

namespace gymkhana {

struct PrioritizedSweepingConfig {
  int planning_steps = 10;
  double theta = 1e-5;
  TabularConfig table = {};
};

class PrioritizedSweeping final : public TabularAgent {
 public:
  using Config = PrioritizedSweepingConfig;
  static Fields fields(Config& config);
  PrioritizedSweeping(const AgentSetup& setup, const Config& config);

 protected:
  void serialize(Archive& archive) override;

 private:
  void walk(const Rollout& rollout) override;
  void remember(const Experience& e);
  void enqueue(int memory);
  void enqueue_predecessors(std::int32_t state);
  void plan();

  int planning_steps_;
  double theta_;
  Model model_;
  PairQueue queue_;                                    // of memories
  std::vector<std::vector<std::int32_t>> leading_to_;  // memories that led to a state at some time
};

}  // namespace gymkhana
