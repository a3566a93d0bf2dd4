// Agents and viewer sessions for tests.
#pragma once

#include <memory>
#include <string>

#include "agents/registry.h"
#include "envs/core/registry.h"
#include "viz/viewer_session.h"

namespace gymkhana::viz::test {

inline Workers& one_worker() {
  static Workers workers(1);
  return workers;
}

inline std::unique_ptr<Agent> agent_for(const std::string& algo, const Env& env,
                                        const Settings& settings = {}) {
  return standard_agents().find(algo).make(
      {.env = env.spec(), .total_steps = 1000, .workers = one_worker(), .transitions = env.transitions()},
      settings);
}

/// An agent that can only be asked what it thinks.
class LookOnlyAgent : public Agent {
 public:
  std::unique_ptr<Actor> make_actor(SlotRange, bool) const override { return nullptr; }
  int rollout_steps() const override { return 1; }
  std::span<const Metric> learn(const Rollout&) override { return {}; }
  void save(TensorFile&) const override {}
  void load(const TensorFile&) override {}
};

/// A planner that has planned, or a network as it was born.
inline std::unique_ptr<AgentView> agent_view_for(const std::string& algo, const Env& env) {
  auto agent = agent_for(algo, env);
  if (env.transitions()) agent->learn({});
  return std::make_unique<AgentView>(std::move(agent), env.spec(), true);
}

/// A viewer session with an agent; without a name of one, a person plays.
inline SessionSetup setup_for(const std::string& id, const std::string& algo = "", int slots = 1) {
  const auto make_env = [id] { return standard_envs().make(id); };
  return {.make_env = make_env,
          .slots = slots,
          .agent_view = algo.empty() ? nullptr : agent_view_for(algo, *make_env()),
          .agent_name = algo};
}

}  // namespace gymkhana::viz::test
