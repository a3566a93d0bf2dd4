// A learned model of the environment: what last followed each pair (Sutton and Barto, 2nd ed., section 8.2).
#pragma once

#include <vector>

#include "agents/tabular/experience.h"
#include "envs/core/random/rng.h"

namespace gymkhana {

/// Remembers one outcome per pair, the latest: right for deterministic environments, a sample for others.
class Model {
 public:
  struct Memory {
    Experience outcome;
    std::int64_t time = 0;  ///< steps learned from when the pair was last taken; 0: never, see imagine()
    void serialize(Archive& archive) { archive(outcome, time); }
  };

  Model(int states, int actions)
      : place_(static_cast<std::size_t>(states) * actions, -1), of_state_(states) {}

  /// Takes in what just happened; returns the number of the memory.
  int remember(const Experience& e, std::size_t pair, std::int64_t time) {
    if (place_[pair] < 0) {
      place_[pair] = size();
      memories_.emplace_back();
      group(e.state, place_[pair]);
    }
    memories_[place_[pair]] = {e, time};
    return place_[pair];
  }
  /// Adds a pair that was never taken, unless it is known: it would earn nothing and lead nowhere.
  void imagine(std::int32_t state, std::int32_t action, std::size_t pair, double discount) {
    if (place_[pair] >= 0) return;
    remember({.state = state, .action = action, .discount = discount, .next_state = state}, pair, 0);
  }

  /// A state seen so far, then a pair known in it, each at random.
  const Memory& draw(Rng& rng) const {
    const std::vector<std::int32_t>& known = of_state_[seen_[rng.choice(static_cast<int>(seen_.size()))]];
    return memories_[known[rng.choice(static_cast<int>(known.size()))]];
  }

  int size() const { return static_cast<int>(memories_.size()); }
  const Memory& operator[](int number) const { return memories_[number]; }

  void serialize(Archive& archive) {
    archive(memories_, place_);
    if (archive.reading()) group_all();
  }

 private:
  void group(std::int32_t state, std::int32_t memory) {
    if (of_state_[state].empty()) seen_.push_back(state);
    of_state_[state].push_back(memory);
  }
  void group_all() {
    seen_.clear();
    for (std::vector<std::int32_t>& known : of_state_) known.clear();
    for (std::int32_t memory = 0; memory < size(); ++memory) group(memories_[memory].outcome.state, memory);
  }

  std::vector<Memory> memories_;                     // in the order of first sight
  std::vector<std::int32_t> place_;                  // of a pair among them; -1: never seen
  std::vector<std::int32_t> seen_;                   // states, in the order of first sight
  std::vector<std::vector<std::int32_t>> of_state_;  // memories of each state
};

}  // namespace gymkhana
