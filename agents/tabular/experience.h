// One step as tabular methods see it, and the values that they move towards.
//
// Numbers of equations are those of Sutton and Barto, "Reinforcement Learning" (2nd ed., 2018).
#pragma once

#include <cstdint>

#include "agents/tabular/action_values.h"
#include "agents/tabular/exploration.h"
#include "envs/core/archive.h"

namespace gymkhana {

inline constexpr std::int32_t kNoAction = -1;

/// S, A, R, S' and, for methods that wait for it, A'.
struct Experience {
  std::int32_t slot = 0;
  std::int32_t state = 0;
  std::int32_t action = 0;
  double reward = 0;
  double discount = 0;          ///< of what comes after: gamma, or 0 after a termination
  std::int32_t next_state = 0;  ///< the true last one after a truncation; of no meaning after a termination
  std::int32_t next_action = kNoAction;  ///< not chosen when the episode ends here
  bool ends = false;                     ///< terminated or truncated
  float log_prob = 0;                    ///< of the action, under the policy that chose it

  void serialize(Archive& archive) {
    archive(slot, state, action, reward, discount, next_state, next_action, ends, log_prob);
  }
};

/// Q(s, a) <- Q(s, a) + alpha [target - Q(s, a)]. Returns the error in brackets.
inline double move_towards(double target, double& value, double alpha) {
  const double error = target - value;
  value += alpha * error;
  return error;
}

/// Q-learning (6.8): R + gamma max over a of Q(S', a).
inline double q_learning_target(const Experience& e, const ActionValues& q) {
  return e.discount == 0 ? e.reward : e.reward + e.discount * q.max(e.next_state);
}

/// Expected SARSA (6.9): R + gamma sum over a of pi(a|S') Q(S', a).
inline double expected_sarsa_target(const Experience& e, const ActionValues& q, const Exploration& pi) {
  return e.discount == 0 ? e.reward : e.reward + e.discount * pi.expected_value(q[e.next_state]);
}

/// SARSA (6.7): R + gamma Q(S', A'). A truncated episode has no A'; its expectation stands in.
inline double sarsa_target(const Experience& e, const ActionValues& q, const Exploration& pi) {
  if (e.next_action == kNoAction) return expected_sarsa_target(e, q, pi);
  return e.reward + e.discount * q(e.next_state, e.next_action);
}

}  // namespace gymkhana
