// The table of agents: one line per algorithm; programs add their own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agents/agent.h"
#include "envs/core/fields.h"

namespace gymkhana {

/// How agents of one algorithm are made.
struct AgentEntry {
  std::string name;     ///< "ppo"
  std::string summary;  ///< one line for `list`
  std::function<std::unique_ptr<Agent>(const AgentSetup&, const Settings&)>
      make;  ///< settings: the config's fields
  std::function<void(const std::function<void(const Fields&)>&)>
      describe;  ///< shows the defaults to a visitor

  /// The setting that is marked as the agent's discount; none for agents without one.
  std::optional<double> discount(const Settings& settings) const;
};

/// Agents by name. An agent of one's own has a Config: `struct Config {...}; static Fields fields(Config&);
/// Agent(const AgentSetup&, const Config&)`.
class AgentRegistry {
 public:
  template <class A>
  void add(std::string name, std::string summary);

  const std::vector<AgentEntry>& entries() const { return entries_; }
  /// The line of `name`; Error names the nearest known one.
  const AgentEntry& find(const std::string& name) const;

 private:
  void add(AgentEntry entry);

  std::vector<AgentEntry> entries_;
};

/// All agents of this library.
AgentRegistry standard_agents();

template <class A>
void AgentRegistry::add(std::string name, std::string summary) {
  add(AgentEntry{name, std::move(summary),
                 [name](const AgentSetup& setup, const Settings& settings) -> std::unique_ptr<Agent> {
                   typename A::Config config;
                   Fields fields = A::fields(config);
                   for (const auto& [key, value] : settings) set_field(fields, name, key, value);
                   return std::make_unique<A>(setup, config);
                 },
                 [](const std::function<void(const Fields&)>& visit) {
                   typename A::Config config;
                   visit(A::fields(config));
                 }});
}

}  // namespace gymkhana
