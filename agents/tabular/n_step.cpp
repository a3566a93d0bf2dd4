#include "agents/tabular/n_step.h"

namespace gymkhana {
namespace {

/// pi(action|s) of the greedy policy, which draws among equals.
double greedy_probability(std::span<const double> values, std::int32_t action) {
  const double best = *std::max_element(values.begin(), values.end());
  if (values[action] < best) return 0;
  return 1.0 / static_cast<double>(std::count(values.begin(), values.end(), best));
}

}  // namespace

double n_step_return(std::span<const Experience> window, const ActionValues& q, const Exploration& pi) {
  double g = sarsa_target(window.back(), q, pi);
  for (std::size_t k = window.size() - 1; k-- > 0;) g = window[k].reward + window[k].discount * g;
  return g;
}

double tree_backup_return(std::span<const Experience> window, const ActionValues& q) {
  double g = q_learning_target(window.back(), q);
  for (std::size_t k = window.size() - 1; k-- > 0;) {
    const Experience& e = window[k];
    const double taken = greedy_probability(q[e.next_state], e.next_action);
    // Actions of positive probability are worth the maximum; those not taken leave in their place.
    g = e.reward + e.discount * ((1 - taken) * q.max(e.next_state) + taken * g);
  }
  return g;
}

Fields NStepAgent::fields(Config& c) {
  Fields fields{field("n_steps", c.n_steps, "rewards that are looked at before values stand in for the rest",
                      at_least(1))};
  for (Field& each : tabular_fields(c.table)) fields.push_back(std::move(each));
  return fields;
}

NStepAgent::NStepAgent(const AgentSetup& setup, const Config& config)
    : TabularAgent(setup, config.table), n_(config.n_steps), windows_(setup.n_envs) {}

void NStepAgent::walk(const Rollout& rollout) {
  for_each_chained_step(rollout, [this](const Experience& e) {
    std::vector<Experience>& window = windows_[e.slot];
    const auto learn = [&] {
      const Experience& oldest = window.front();
      note(move_towards(target(window), q_(oldest.state, oldest.action), alpha_));
      window.erase(window.begin());
    };
    window.push_back(e);
    if (window.size() == n_) learn();
    while (e.ends && !window.empty()) learn();
  });
}

void NStepAgent::serialize(Archive& archive) {
  TabularAgent::serialize(archive);
  archive(windows_);
}

}  // namespace gymkhana
