// How actions are chosen by their values: epsilon-greedy, softmax, upper confidence bounds, and greedily.
//
// Sutton and Barto (2nd ed.), chapter 2, state by state. Optimistic initial values (section 2.6) are a matter
// of the table: `initial_value`. Ties are broken at random (epsilon-greedy: or by
// `ties`). Forbidden actions are never chosen.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "agents/config.h"
#include "agents/tabular/action_values.h"
#include "envs/core/random/rng.h"

namespace gymkhana {

struct ExplorationConfig {
  std::string exploration = "epsilon_greedy";
  Schedule epsilon{0.1};
  Schedule temperature{1};
  Schedule ucb_c{1};
  std::string ties = "random";
};

Fields exploration_fields(ExplorationConfig& config);

/// An action, and the probability with which it was chosen.
struct Choice {
  std::int32_t action = 0;
  double probability = 1;
};

/// What is known of a state when an action is chosen.
struct Situation {
  std::span<const double> values;             ///< Q(s, .)
  std::span<const std::uint8_t> mask = {};    ///< 1: of use; empty when all are
  std::span<const std::int32_t> visits = {};  ///< N(s, .), for ucb

  bool allows(std::size_t action) const {
    return values[action] != kForbidden && (mask.empty() || mask[action]);
  }
};

/// One of the best actions; its probability is that of the draw among equals.
Choice choose_greedily(const Situation& situation, Rng& rng);

/// A policy that explores, pi(a|s). Const calls may run on several threads.
class Exploration {
 public:
  /// Error when epsilon leaves [0, 1].
  explicit Exploration(const ExplorationConfig& config);

  /// Moves the schedules: 1 at the start of training, 0 at its end.
  void set_progress(double progress_remaining);
  /// Whether choices depend on how often each action was taken.
  bool needs_visits() const { return kind_ == Kind::ucb; }

  Choice choose(const Situation& situation, Rng& rng) const;

  /// pi(action|s) for the values of a state. UCB's bonus is left aside: its policy is the greedy one.
  double probability(std::span<const double> values, int action) const;
  /// Sum over a of pi(a|s) Q(s, a).
  double expected_value(std::span<const double> values) const;

  /// Epsilon or temperature, as the schedule stands; UCB's constant.
  double degree() const { return degree_; }

 private:
  enum class Kind { epsilon_greedy, softmax, ucb };

  Choice choose_epsilon_greedily(const Situation& situation, Rng& rng) const;
  Choice choose_softly(const Situation& situation, Rng& rng) const;
  Choice choose_by_upper_bound(const Situation& situation, Rng& rng) const;

  ExplorationConfig config_;
  Kind kind_;
  bool first_of_ties_;
  double degree_;
};

}  // namespace gymkhana
