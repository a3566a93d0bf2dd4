// Control with eligibility traces: SARSA(lambda), and Watkins's Q(lambda), whose traces end where the actor
// explores (Sutton and Barto, 2nd ed., chapter 12; the tabular forms are in the 1st ed., figures 7.11
// and 7.14).
//
//   delta = R + gamma Q(S', A') - Q(S, A)                SARSA(lambda) (12.6)
//   delta = R + gamma max over a of Q(S', a) - Q(S, A)   Watkins's Q(lambda)
//   e(S, A) <- e(S, A) + 1                               (12.5), or as its kind of trace has it, see traces.h
//   for all s, a:  Q(s, a) <- Q(s, a) + alpha delta e(s, a)                    (12.7)
//                  e(s, a) <- gamma lambda e(s, a)       Q(lambda): 0 when A' is not greedy
//
// Differs from the book in: all slots learn into one table, each with traces of its own, in the order of time
// and slot; what is cut off is no end, its last state still has a value.
#pragma once

#include "agents/tabular/tabular_agent.h"
#include "agents/tabular/traces.h"

namespace gymkhana {

struct LambdaConfig {
  double lambda = 0.9;
  std::string traces = "replacing";
  TabularConfig table = {};
};

TraceKind trace_kind(const std::string& name);

/// Q(s, a) <- Q(s, a) + alpha delta e(s, a) for all traced pairs.
void spread(double delta, double alpha, const Traces& traces, std::span<double> values);

class LambdaAgent : public TabularAgent {
 public:
  using Config = LambdaConfig;
  static Fields fields(Config& config);
  LambdaAgent(const AgentSetup& setup, const Config& config);

 protected:
  /// Updates all traced pairs after the step `e`, then fades or (`cut`) clears the slot's traces.
  void learn_step(const Experience& e, double target, bool cut);
  void serialize(Archive& archive) override;

 private:
  double lambda_;
  TraceKind kind_;
  std::vector<Traces> traces_;  // per slot
};

class SarsaLambda final : public LambdaAgent {
 public:
  using LambdaAgent::LambdaAgent;

 private:
  void walk(const Rollout& rollout) override;
};

class QLambda final : public LambdaAgent {
 public:
  using LambdaAgent::LambdaAgent;

 private:
  void walk(const Rollout& rollout) override;
};

}  // namespace gymkhana
