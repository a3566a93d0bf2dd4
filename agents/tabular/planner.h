// Planners as agents: they read the environment's transition table instead of learning from experience.
//
//   value iteration (4.10)    v(s) <- max over a of q(s, a)
//   policy iteration (4.3)    evaluate the policy, make it greedy, until it is stable
//
// See planning.h. The first update plans, all later ones have nothing to do. Differs from the book in: an
// action is better only by more than rounding can be; policy iteration evaluates for evaluation_sweeps at
// most.
#pragma once

#include <array>
#include <optional>

#include "agents/tabular/planning.h"
#include "agents/tabular/tabular_agent.h"

namespace gymkhana {

struct ValueIterationConfig {
  PlanningConfig planning = {};
  std::string order = "in_place";
};

class Planner : public Agent {
 public:
  /// Error when the environment has no transition table.
  Planner(const AgentSetup& setup, const PlanningConfig& config);

  std::unique_ptr<Actor> make_actor(SlotRange, bool greedy) const override {
    return std::make_unique<ValueActor<TabularPolicy>>(policy_, greedy);
  }
  int rollout_steps() const override { return 1; }
  std::span<const Metric> learn(const Rollout&) override;
  void save(TensorFile& file) const override;
  void load(const TensorFile& file) override;
  Insight look(const ActorInput& seen) const override { return insight(policy_, seen); }

 protected:
  PlanningConfig config_;
  Workers& workers_;

 private:
  virtual Plan plan(const TransitionTable& table) const = 0;
  void adopt(const Plan& plan);

  std::optional<TransitionTable> table_;  // forgotten once the plan is made
  TabularPolicy policy_;
  std::array<Metric, 2> metrics_ = {{{"train/sweeps", 0}, {"train/residual", 0}}};
};

class ValueIteration final : public Planner {
 public:
  using Config = ValueIterationConfig;
  static Fields fields(Config& config);
  ValueIteration(const AgentSetup& setup, const Config& config)
      : Planner(setup, config.planning), order_(config.order) {}

 private:
  Plan plan(const TransitionTable& table) const override;

  std::string order_;
};

class PolicyIteration final : public Planner {
 public:
  using Config = PlanningConfig;
  static Fields fields(Config& config);
  using Planner::Planner;

 private:
  Plan plan(const TransitionTable& table) const override { return policy_iteration(table, config_); }
};

}  // namespace gymkhana
