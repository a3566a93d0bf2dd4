#include "envs/core/transition_table.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "base/error.h"
#include "envs/core/fields.h"

namespace gymkhana {
namespace {

Error bad_pair(int state, int action, const std::string& complaint) {
  return Error("transition table: state " + std::to_string(state) + ", action " + std::to_string(action) +
               " " + complaint);
}

}  // namespace

TransitionTable::TransitionTable(int states, int actions)
    : states_(states), actions_(actions), first_(static_cast<std::size_t>(states) * actions + 1, 0) {
  if (states < 1 || actions < 1) throw Error("a transition table needs at least one state and one action");
}

void TransitionTable::add(int state, int action, Transition outcome) {
  const std::size_t row = static_cast<std::size_t>(state) * actions_ + action;
  if (row + 1 < opened_ || row + 1 >= first_.size()) {
    throw bad_pair(state, action, "comes out of order; add outcomes by ascending state, then action");
  }
  for (; opened_ <= row; ++opened_) first_[opened_ + 1] = static_cast<std::uint32_t>(outcomes_.size());
  outcomes_.push_back(outcome);
  ++first_[row + 1];
}

void TransitionTable::set_start(std::vector<double> weights) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  if (static_cast<int>(weights.size()) != states_ || !(total > 0)) {
    throw Error("transition table: the start needs one weight per state, with a positive sum");
  }
  for (double& weight : weights) weight /= total;
  start_ = std::move(weights);
  start_cumulated_.resize(start_.size());
  std::partial_sum(start_.begin(), start_.end(), start_cumulated_.begin());
}

void TransitionTable::check() const {
  if (opened_ + 1 < first_.size()) {
    const int row = static_cast<int>(opened_);
    throw bad_pair(row / actions_, row % actions_, "has no outcome; every pair needs one");
  }
  if (!masks_.empty() && masks_.size() != static_cast<std::size_t>(observations()) * actions_) {
    throw Error("transition table: masks need one entry per observation and action, " +
                std::to_string(observations() * actions_) + " in all");
  }
  if (start_.empty()) throw Error("transition table: no start; call set_start()");
  for (int row = 0; row < states_ * actions_; ++row) {
    double total = 0;
    for (const Transition& outcome : outcomes(row / actions_, row % actions_)) {
      total += outcome.probability;
      if (outcome.probability < 0 || outcome.next_state < 0 || outcome.next_state >= states_) {
        throw bad_pair(row / actions_, row % actions_,
                       "has an outcome of negative probability or unknown state");
      }
    }
    if (std::abs(total - 1) > 1e-9) {
      throw bad_pair(row / actions_, row % actions_,
                     "has probabilities that sum to " + print(total) + ", not 1");
    }
  }
}

int TransitionTable::observations() const {
  return observed_.empty() ? states_ : *std::max_element(observed_.begin(), observed_.end()) + 1;
}

int TransitionTable::draw_start(double uniform) const {
  const auto found = std::upper_bound(start_cumulated_.begin(), start_cumulated_.end(), uniform);
  return found == start_cumulated_.end() ? 0 : static_cast<int>(found - start_cumulated_.begin());
}

}  // namespace gymkhana
