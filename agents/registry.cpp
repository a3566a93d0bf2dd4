#include "agents/registry.h"

#include "agents/deep_q/c51.h"
#include "agents/deep_q/deep_sarsa.h"
#include "agents/deep_q/dqn.h"
#include "agents/deep_q/pqn.h"
#include "agents/deep_q/qr_dqn.h"
#include "agents/policy_gradient/a2c.h"
#include "agents/policy_gradient/ppo.h"
#include "agents/policy_gradient/reinforce.h"
#include "agents/tabular/dyna.h"
#include "agents/tabular/lambda.h"
#include "agents/tabular/monte_carlo.h"
#include "agents/tabular/n_step.h"
#include "agents/tabular/one_step.h"
#include "agents/tabular/planner.h"
#include "agents/tabular/prioritized_sweeping.h"
#include "agents/tabular/sarsa_tiles.h"
#include "base/error.h"

namespace gymkhana {

namespace {

void add_tabular(AgentRegistry& agents) {
  agents.add<QLearning>("q_learning", "learns the best actions while exploring (Watkins 1989)");
  agents.add<Sarsa>("sarsa", "learns the values of the policy that it follows (Rummery and Niranjan 1994)");
  agents.add<ExpectedSarsa>("expected_sarsa", "SARSA over all next actions at once (van Seijen et al. 2009)");
  agents.add<DoubleQLearning>("double_q_learning",
                              "two tables check each other's optimism (van Hasselt 2010)");
  agents.add<NStepSarsa>("n_step_sarsa", "SARSA over several rewards (Sutton and Barto, section 7.2)");
  agents.add<TreeBackup>("tree_backup", "off-policy learning over several rewards (Precup et al. 2000)");
  agents.add<SarsaLambda>("sarsa_lambda", "SARSA with eligibility traces");
  agents.add<QLambda>("q_lambda", "Q-learning with eligibility traces that exploration cuts (Watkins 1989)");
  agents.add<MonteCarloControl>("mc_control",
                                "learns from the returns of whole episodes (Sutton and Barto, section 5.4)");
  agents.add<MonteCarloOffPolicy>("mc_off_policy",
                                  "the same for the greedy policy, by weighted importance sampling");
  agents.add<DynaQ>("dyna_q", "Q-learning that replays a learned model; kappa > 0: Dyna-Q+ (Sutton 1990)");
  agents.add<PrioritizedSweeping>("prioritized_sweeping",
                                  "replays first what changes most (Moore and Atkeson 1993)");
  agents.add<SarsaTiles>("sarsa_tiles", "linear SARSA(lambda) on tiles, for few continuous numbers");
  agents.add<ValueIteration>("value_iteration", "plans on the environment's own rules (Bellman 1957)");
  agents.add<PolicyIteration>("policy_iteration", "plans on the environment's own rules (Howard 1960)");
}

void add_deep_q(AgentRegistry& agents) {
  agents.add<Dqn>(
      "dqn", "deep Q-learning from replay; double, dueling, n-step, prioritised, noisy (Mnih et al. 2015)");
  agents.add<C51>("c51", "the same with the return's distribution on fixed values (Bellemare et al. 2017)");
  agents.add<QrDqn>("qrdqn", "the same with the return's quantiles (Dabney et al. 2018)");
  agents.add<Pqn>("pqn", "Q-learning on parallel environments without replay (Gallici et al. 2024)");
  agents.add<DeepSarsa>("deep_sarsa", "SARSA with a network on parallel environments (Mnih et al. 2016)");
}

}  // namespace

std::optional<double> AgentEntry::discount(const Settings& settings) const {
  std::optional<double> discount;
  describe([&](Fields fields) {
    for (Field& field : fields) {
      if (!field.discount) continue;
      for (const auto& [key, value] : settings) {
        if (key == field.name) field.set(value);
      }
      parse(field.get(), discount.emplace());
    }
  });
  return discount;
}

AgentRegistry standard_agents() {
  AgentRegistry agents;
  agents.add<Reinforce>("reinforce",
                        "Monte Carlo policy gradient, with or without a baseline (Williams 1992)");
  agents.add<A2c>("a2c", "synchronous advantage actor-critic (Mnih et al. 2016)");
  agents.add<Ppo>("ppo", "proximal policy optimisation with a clipped objective (Schulman et al. 2017)");
  add_deep_q(agents);
  add_tabular(agents);
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
