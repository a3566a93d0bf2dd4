// The table of action values Q(s, a).
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "nn/safetensors.h"

namespace gymkhana {

/// The value of an action that is of no use in a state, as the environment's mask says: no maximum and no
/// policy ever picks it.
inline constexpr double kForbidden = -std::numeric_limits<double>::infinity();

/// Q(s, a), one row per state.
class ActionValues {
 public:
  ActionValues() = default;
  ActionValues(int states, int actions, double initial_value)
      : actions_(actions), values_(static_cast<std::size_t>(states) * actions, initial_value) {}

  int states() const { return static_cast<int>(values_.size()) / actions_; }
  int actions() const { return actions_; }

  double& operator()(std::int32_t state, std::int32_t action) { return values_[pair(state, action)]; }
  double operator()(std::int32_t state, std::int32_t action) const { return values_[pair(state, action)]; }
  std::span<const double> operator[](std::int32_t state) const {
    return {values_.data() + pair(state, 0), static_cast<std::size_t>(actions_)};
  }

  /// max over a of Q(state, a).
  double max(std::int32_t state) const {
    const double* row = values_.data() + pair(state, 0);
    double best = row[0];
    for (int action = 1; action < actions_; ++action) best = std::max(best, row[action]);
    return best;
  }

  /// Marks what `mask` calls useless (0) as forbidden.
  void forbid(std::int32_t state, std::span<const std::uint8_t> mask) {
    for (int action = 0; action < actions_; ++action) {
      if (!mask[action]) (*this)(state, action) = kForbidden;
    }
  }

  /// The number of a pair, and all values in that order.
  std::size_t pair(std::int32_t state, std::int32_t action) const {
    return static_cast<std::size_t>(state) * actions_ + action;
  }
  std::span<double> all() { return values_; }
  std::span<const double> all() const { return values_; }

  void save(TensorFile& file, const std::string& name) const {
    file.put(name, std::span(values_), {states(), actions_});
  }
  void load(const TensorFile& file, const std::string& name) {
    file.read(name, std::span(values_), {states(), actions_});
  }

 private:
  int actions_ = 0;
  std::vector<double> values_;
};

}  // namespace gymkhana
