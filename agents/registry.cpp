#include "agents/registry.h"

#include "agents/a2c.h"
#include "agents/ppo.h"
#include "agents/reinforce.h"
#include "envs/core/error.h"

namespace gymkhana {

AgentRegistry standard_agents() {
  AgentRegistry agents;
  agents.add<Reinforce>("reinforce",
                        "Monte Carlo policy gradient, with or without a baseline (Williams 1992)");
  agents.add<A2c>("a2c", "synchronous advantage actor-critic (Mnih et al. 2016)");
  agents.add<Ppo>("ppo", "proximal policy optimisation with a clipped objective (Schulman et al. 2017)");
  return agents;
}

const AgentEntry& AgentRegistry::find(const std::string& name) const {
  std::vector<std::string> names;
  for (const AgentEntry& entry : entries_) {
    if (entry.name == name) return entry;
    names.push_back(entry.name);
  }
  throw unknown_word("agent", name, names);
}

void AgentRegistry::add(AgentEntry entry) {
  for (const AgentEntry& known : entries_) {
    if (known.name == entry.name) throw Error("agent \"" + entry.name + "\" is registered twice");
  }
  entries_.push_back(std::move(entry));
}

}  // namespace gymkhana
