// Planning: the value of policies and the best policy of an environment whose transition table is known.
//
// Equations of Sutton and Barto, "Reinforcement Learning" (2nd ed., 2018), chapter 4, with
// q(s, a) = sum over outcomes of p (r + gamma v(s')), where v(s') counts 0 after a termination.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "envs/core/transition_table.h"
#include "envs/core/workers.h"

namespace gymkhana {

struct PlanningConfig {
  double gamma = 0.99;
  double tolerance = 1e-10;
  int max_sweeps = 100000;
  int evaluation_sweeps = 1000;
};

/// What a planner found.
struct Plan {
  std::vector<double> values;        ///< v(s)
  std::vector<std::int32_t> policy;  ///< the greedy action per table state, the lowest index among equals
  int sweeps = 0;                    ///< passes over the states, or as many backups as there are states
  double residual = 0;               ///< the largest change of a value in the last sweep
  bool finished = false;             ///< nothing changes any more; false: sweeps ran out
};

/// q(s, a) by one step of looking ahead.
double action_value(const TransitionTable& table, std::span<const double> values, int state, int action,
                    double gamma);

/// The greedy action in every state.
std::vector<std::int32_t> greedy_policy(const TransitionTable& table, std::span<const double> values,
                                        double gamma);

/// v_pi of a policy given as probabilities, states x actions (eq. 4.5, two arrays).
Plan evaluate_policy(const TransitionTable& table, std::span<const double> policy,
                     const PlanningConfig& config);

/// Value iteration (eq. 4.10) with two arrays: sweeps run on all workers and give the same bits for any
/// number.
Plan value_iteration(const TransitionTable& table, const PlanningConfig& config, Workers& workers);

/// Value iteration that uses new values at once: half the memory, fewer sweeps.
Plan value_iteration_in_place(const TransitionTable& table, const PlanningConfig& config);

/// Value iteration in the order of urgency: always the state whose value is most wrong (section 8.4, after
/// Moore and Atkeson, 1993, on a known model).
Plan prioritized_value_iteration(const TransitionTable& table, const PlanningConfig& config);

/// Policy iteration (section 4.3): evaluation and greedy improvement in turns until the policy is stable.
Plan policy_iteration(const TransitionTable& table, const PlanningConfig& config);

}  // namespace gymkhana
