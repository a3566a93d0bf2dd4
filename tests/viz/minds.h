// Minds and laboratories for tests.
#pragma once

#include <memory>
#include <string>

#include "agents/registry.h"
#include "envs/core/registry.h"
#include "viz/laboratory.h"

namespace gymkhana::viz::test {

inline Workers& one_worker() {
  static Workers workers(1);
  return workers;
}

inline std::unique_ptr<Agent> agent_for(const std::string& algo, const Env& world,
                                        const Settings& settings = {}) {
  return standard_agents().find(algo).make(
      {.env = world.spec(), .total_steps = 1000, .workers = one_worker(), .transitions = world.transitions()},
      settings);
}

/// An agent that can only be asked what it thinks.
class Onlooker : public Agent {
 public:
  std::unique_ptr<Actor> make_actor(SlotRange, bool) const override { return nullptr; }
  int rollout_steps() const override { return 1; }
  std::span<const Metric> learn(const Rollout&) override { return {}; }
  void save(TensorFile&) const override {}
  void load(const TensorFile&) override {}
};

/// A planner that has planned, or a network as it was born.
inline std::unique_ptr<Mind> mind_for(const std::string& algo, const Env& world) {
  auto agent = agent_for(algo, world);
  if (world.transitions()) agent->learn({});
  return std::make_unique<Mind>(std::move(agent), world.spec(), true);
}

/// A laboratory with an agent; without a name of one, a person plays.
inline LaboratorySetup setup_for(const std::string& id, const std::string& algo = "", int slots = 1) {
  const auto make_world = [id] { return standard_envs().make(id); };
  return {.make_world = make_world,
          .slots = slots,
          .mind = algo.empty() ? nullptr : mind_for(algo, *make_world()),
          .agent = algo};
}

}  // namespace gymkhana::viz::test
