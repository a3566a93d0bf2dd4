// A learned model of the world: what last followed each pair (Sutton and Barto, 2nd ed., section 8.2).
#pragma once

#include <vector>

#include "agents/tabular/experience.h"

namespace gymkhana {

/// Remembers one outcome per pair, the latest: right for deterministic worlds, a sample for others.
class Model {
 public:
  struct Memory {
    Experience outcome;
    std::int64_t time = 0;  ///< steps learned from when the pair was last taken; 0: never, see imagine()
    void serialize(Archive& archive) { archive(outcome, time); }
  };

  explicit Model(std::size_t pairs) : place_(pairs, -1) {}

  /// Takes in what just happened; returns the number of the memory.
  int remember(const Experience& e, std::size_t pair, std::int64_t time) {
    if (place_[pair] < 0) {
      place_[pair] = size();
      memories_.emplace_back();
    }
    memories_[place_[pair]] = {e, time};
    return place_[pair];
  }
  /// Adds a pair that was never taken, unless it is known: it would earn nothing and lead nowhere.
  void imagine(std::int32_t state, std::int32_t action, std::size_t pair, double discount) {
    if (place_[pair] >= 0) return;
    remember({.state = state, .action = action, .discount = discount, .next_state = state}, pair, 0);
  }

  int size() const { return static_cast<int>(memories_.size()); }
  const Memory& operator[](int number) const { return memories_[number]; }

  void serialize(Archive& archive) { archive(memories_, place_); }

 private:
  std::vector<Memory> memories_;     // in the order of first sight
  std::vector<std::int32_t> place_;  // of a pair among them; -1: never seen
};

}  // namespace gymkhana
