#include "agents/tabular/planning.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>
#include <tuple>

namespace gymkhana {
namespace {

// The table as sweeps read it: 8 bytes per outcome, since memory traffic is what a sweep waits for. Outcomes
// share few combinations of probability, reward and termination; each names its combination by number.
class SweepModel {
 public:
  SweepModel(const TransitionTable& table, double gamma)
      : states_(table.states()), actions_(table.actions()) {
    std::map<std::tuple<double, double, bool>, std::uint32_t> numbers;
    first_.push_back(0);
    for (int row = 0; row < states_ * actions_; ++row) {
      for (const Transition& outcome : table.outcomes(row / actions_, row % actions_)) {
        const auto [kind, is_new] =
            numbers.try_emplace({outcome.probability, outcome.reward, outcome.terminated},
                                static_cast<std::uint32_t>(kinds_.size()));
        if (is_new) {
          const double discount = outcome.terminated ? 0 : gamma;
          kinds_.push_back({outcome.probability * outcome.reward, outcome.probability * discount});
        }
        outcomes_.push_back({outcome.next_state, kind->second});
      }
      first_.push_back(static_cast<std::uint32_t>(outcomes_.size()));
    }
  }

  int states() const { return states_; }
  int actions() const { return actions_; }

  double action_value(const double* values, int state, int action) const {
    const std::size_t row = static_cast<std::size_t>(state) * actions_ + action;
    double sum = 0;
    for (std::uint32_t i = first_[row]; i < first_[row + 1]; ++i) {
      const Kind& kind = kinds_[outcomes_[i].kind];
      sum += kind.reward + kind.discount * values[outcomes_[i].next_state];
    }
    return sum;
  }

  double best_value(const double* values, int state) const {
    double best = action_value(values, state, 0);
    for (int action = 1; action < actions_; ++action)
      best = std::max(best, action_value(values, state, action));
    return best;
  }

  // Calls visit(s') for every state that `state` may lead to.
  template <class Visit>
  void for_each_successor(int state, Visit visit) const {
    const std::size_t row = static_cast<std::size_t>(state) * actions_;
    for (std::uint32_t i = first_[row]; i < first_[row + actions_]; ++i) {
      if (kinds_[outcomes_[i].kind].discount > 0) visit(outcomes_[i].next_state);
    }
  }

 private:
  struct Outcome {
    std::int32_t next_state;
    std::uint32_t kind;
  };
  struct Kind {
    double reward;    // probability x reward
    double discount;  // probability x discount
  };

  int states_;
  int actions_;
  std::vector<Outcome> outcomes_;
  std::vector<std::uint32_t> first_;
  std::vector<Kind> kinds_;
};

// Repeats sweep() -> largest change, until it is small enough or sweeps run out.
template <class Sweep>
void sweep_until_still(Plan& plan, const PlanningConfig& config, int max_sweeps, Sweep sweep) {
  do {
    plan.residual = sweep();
    ++plan.sweeps;
  } while (plan.residual > config.tolerance && --max_sweeps > 0);
  plan.finished = plan.residual <= config.tolerance;
}

double improve_in_place(const SweepModel& model, std::vector<double>& values) {
  double change = 0;
  for (int state = 0; state < model.states(); ++state) {
    const double best = model.best_value(values.data(), state);
    change = std::max(change, std::abs(best - values[state]));
    values[state] = best;
  }
  return change;
}

// The states that may lead to each state, for urgency to spread backwards.
std::vector<std::vector<std::int32_t>> predecessors(const SweepModel& model) {
  std::vector<std::vector<std::int32_t>> before(model.states());
  for (int state = 0; state < model.states(); ++state) {
    model.for_each_successor(state, [&](std::int32_t next) {
      if (before[next].empty() || before[next].back() != state) before[next].push_back(state);
    });
  }
  return before;
}

}  // namespace

double action_value(const TransitionTable& table, std::span<const double> values, int state, int action,
                    double gamma) {
  double sum = 0;
  for (const Transition& outcome : table.outcomes(state, action)) {
    const double discount = outcome.terminated ? 0 : gamma;
    sum += outcome.probability * (outcome.reward + discount * values[outcome.next_state]);
  }
  return sum;
}

std::vector<std::int32_t> greedy_policy(const TransitionTable& table, std::span<const double> values,
                                        double gamma) {
  std::vector<std::int32_t> policy(table.states());
  for (int state = 0; state < table.states(); ++state) {
    double best = action_value(table, values, state, 0, gamma);
    for (int action = 1; action < table.actions(); ++action) {
      const double value = action_value(table, values, state, action, gamma);
      if (value > best + 1e-12 * std::max(1.0, std::abs(best))) {  // rounding makes no choice
        best = value;
        policy[state] = action;
      }
    }
  }
  return policy;
}

Plan evaluate_policy(const TransitionTable& table, std::span<const double> policy,
                     const PlanningConfig& config) {
  const SweepModel model(table, config.gamma);
  Plan plan{.values = std::vector<double>(table.states())};
  std::vector<double> next(table.states());
  sweep_until_still(plan, config, config.max_sweeps, [&] {
    double change = 0;
    for (int state = 0; state < model.states(); ++state) {
      double value = 0;
      for (int action = 0; action < model.actions(); ++action) {
        const double probability = policy[static_cast<std::size_t>(state) * model.actions() + action];
        if (probability > 0) value += probability * model.action_value(plan.values.data(), state, action);
      }
      change = std::max(change, std::abs(value - plan.values[state]));
      next[state] = value;
    }
    std::swap(plan.values, next);
    return change;
  });
  plan.policy = greedy_policy(table, plan.values, config.gamma);
  return plan;
}

Plan value_iteration(const TransitionTable& table, const PlanningConfig& config, Workers& workers) {
  constexpr int kStatesPerTask = 16384;
  const SweepModel model(table, config.gamma);
  const int tasks = (model.states() + kStatesPerTask - 1) / kStatesPerTask;
  Plan plan{.values = std::vector<double>(table.states())};
  std::vector<double> next(table.states()), changes(tasks);
  sweep_until_still(plan, config, config.max_sweeps, [&] {
    workers.run(tasks, [&](int task) {
      const int end = std::min((task + 1) * kStatesPerTask, model.states());
      double change = 0;
      for (int state = task * kStatesPerTask; state < end; ++state) {
        next[state] = model.best_value(plan.values.data(), state);
        change = std::max(change, std::abs(next[state] - plan.values[state]));
      }
      changes[task] = change;
    });
    std::swap(plan.values, next);
    return *std::max_element(changes.begin(), changes.end());
  });
  plan.policy = greedy_policy(table, plan.values, config.gamma);
  return plan;
}

Plan value_iteration_in_place(const TransitionTable& table, const PlanningConfig& config) {
  const SweepModel model(table, config.gamma);
  Plan plan{.values = std::vector<double>(table.states())};
  sweep_until_still(plan, config, config.max_sweeps, [&] { return improve_in_place(model, plan.values); });
  plan.policy = greedy_policy(table, plan.values, config.gamma);
  return plan;
}

Plan prioritized_value_iteration(const TransitionTable& table, const PlanningConfig& config) {
  const SweepModel model(table, config.gamma);
  const auto before = predecessors(model);
  Plan plan{.values = std::vector<double>(table.states())};
  std::priority_queue<std::pair<double, std::int32_t>> urgent;
  std::vector<double> urgency(table.states());
  const auto reconsider = [&](std::int32_t state) {
    const double error = std::abs(model.best_value(plan.values.data(), state) - plan.values[state]);
    if (error > config.tolerance && error > urgency[state]) urgent.emplace(urgency[state] = error, state);
  };
  for (int state = 0; state < model.states(); ++state) reconsider(state);
  const std::int64_t max_backups = static_cast<std::int64_t>(config.max_sweeps) * model.states();
  std::int64_t backups = 0;
  for (; !urgent.empty() && backups < max_backups;) {
    const auto [error, state] = urgent.top();
    urgent.pop();
    if (error != urgency[state]) continue;  // an older, weaker claim of this state
    urgency[state] = 0;
    plan.values[state] = model.best_value(plan.values.data(), state);
    ++backups;
    reconsider(state);
    for (const std::int32_t previous : before[state]) reconsider(previous);
  }
  plan.sweeps = static_cast<int>((backups + model.states() - 1) / model.states());
  plan.residual = urgent.empty() ? config.tolerance : urgent.top().first;
  plan.finished = urgent.empty();
  plan.policy = greedy_policy(table, plan.values, config.gamma);
  return plan;
}

Plan policy_iteration(const TransitionTable& table, const PlanningConfig& config) {
  const SweepModel model(table, config.gamma);
  Plan plan{.values = std::vector<double>(table.states())};
  plan.policy = greedy_policy(table, plan.values, config.gamma);
  while (!plan.finished && plan.sweeps < config.max_sweeps) {
    const int sweeps = std::min(config.evaluation_sweeps, config.max_sweeps - plan.sweeps);
    sweep_until_still(plan, config, sweeps, [&] {
      double change = 0;
      for (int state = 0; state < model.states(); ++state) {
        const double value = model.action_value(plan.values.data(), state, plan.policy[state]);
        change = std::max(change, std::abs(value - plan.values[state]));
        plan.values[state] = value;
      }
      return change;
    });
    auto improved = greedy_policy(table, plan.values, config.gamma);
    plan.finished = plan.finished && improved == plan.policy;
    plan.policy = std::move(improved);
  }
  return plan;
}

}  // namespace gymkhana
