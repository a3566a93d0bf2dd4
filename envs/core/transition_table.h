// The rules of a finite environment as numbers: P(s, a) -> (probability, next state, reward, terminated).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace gymkhana {

/// One thing that may happen.
struct Transition {
  double probability = 0;
  double reward = 0;
  std::int32_t next_state = 0;
  bool terminated = false;
  bool truncated = false;  ///< the episode stops here although life goes on: planners look beyond
};

/// All that may happen, for planners, exact scores, and the environments themselves. Built once, then only
/// read.
class TransitionTable {
 public:
  /// `states` and `actions` >= 1. Fill with add() in ascending order of (state, action), then set_start().
  TransitionTable(int states, int actions);

  /// Adds an outcome of taking `action` in `state`; the first call of a pair opens its list.
  void add(int state, int action, Transition outcome);
  /// Probability of each state to be the first of an episode; scaled to sum 1.
  void set_start(std::vector<double> weights);
  /// Table state s is seen as observation observed[s], where environments know more than they show
  /// (Blackjack's naturals).
  void set_observed(std::vector<std::int32_t> observed) { observed_ = std::move(observed); }
  /// Which actions are of use, as the environment's action_mask() says: observations x actions, 1 or 0.
  void set_masks(std::vector<std::uint8_t> masks) { masks_ = std::move(masks); }
  /// Throws Error naming state and action when a list is empty, leads nowhere, or does not sum to 1 within
  /// 1e-9.
  void check() const;

  int states() const { return states_; }
  int actions() const { return actions_; }
  std::span<const Transition> outcomes(int state, int action) const {
    const std::size_t row = static_cast<std::size_t>(state) * actions_ + action;
    return {outcomes_.data() + first_[row], first_[row + 1] - first_[row]};
  }
  std::span<const double> start() const { return start_; }
  std::int32_t observed(int state) const { return observed_.empty() ? state : observed_[state]; }
  /// Number of different observations.
  int observations() const;
  /// Which actions are of use, observations x actions; empty when all are.
  std::span<const std::uint8_t> masks() const { return masks_; }
  std::span<const std::uint8_t> mask(std::int32_t observation) const {
    return masks().subspan(static_cast<std::size_t>(observation) * actions_, actions_);
  }

  /// Gymnasium's categorical_sample over a pair's outcomes: the first whose cumulated probability exceeds
  /// `uniform`.
  const Transition& draw(int state, int action, double uniform) const {
    const std::span<const Transition> choices = outcomes(state, action);
    double cumulated = 0;
    for (const Transition& outcome : choices) {
      cumulated += outcome.probability;
      if (cumulated > uniform) return outcome;
    }
    return choices[0];  // as numpy's argmax of nothing true, when rounding leaves the sum below `uniform`
  }
  /// The same over the start states.
  int draw_start(double uniform) const;

 private:
  int states_;
  int actions_;
  std::vector<Transition> outcomes_;
  std::vector<std::uint32_t> first_;  // outcomes of row (s, a): first_[row] .. first_[row + 1]
  std::size_t opened_ = 0;            // rows that have an outcome, a prefix of all
  std::vector<double> start_;
  std::vector<double> start_cumulated_;
  std::vector<std::int32_t> observed_;
  std::vector<std::uint8_t> masks_;
};

}  // namespace gymkhana
