// A walk through a transition table: the state and the dice that FrozenLake, CliffWalking and Taxi share.
#pragma once

#include <memory>
#include <utility>

#include "envs/core/env.h"
#include "envs/core/transition_table.h"

namespace gymkhana {

/// Where the walk is, and how likely the last move was. Copies share the table.
class TableWalk {
 public:
  /// `table` is one that was checked.
  explicit TableWalk(std::shared_ptr<const TransitionTable> table) : table_(std::move(table)) {}

  int state() const { return state_; }
  void move_to(int state) { state_ = state; }
  double probability() const { return probability_; }  ///< of the last move; 1 after start()
  const TransitionTable& table() const { return *table_; }

  void start(Rng& rng) {
    state_ = table_->draw_start(rng.random());
    probability_ = 1;
  }

  Step step(int action, Rng& rng) {
    const Transition& outcome = table_->draw(state_, action, rng.random());
    state_ = outcome.next_state;
    probability_ = outcome.probability;
    return {.reward = outcome.reward, .terminated = outcome.terminated, .truncated = outcome.truncated};
  }

  void serialize(Archive& archive) { archive(state_, probability_); }

 private:
  std::shared_ptr<const TransitionTable> table_;
  int state_ = 0;
  double probability_ = 1;
};

}  // namespace gymkhana
