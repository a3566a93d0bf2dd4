// Saving environments whose physics cannot be saved: what an episode began with and every step since. Loading
// plays it again.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "envs/core/action.h"
#include "envs/core/archive.h"
#include "envs/core/random/rng.h"

namespace gymkhana {

/// The generator at the last reset, and `width` numbers for each step: its action, and what it drew.
class StepLog {
 public:
  explicit StepLog(std::size_t width) : width_(width) {}

  void restart(const Rng& rng) {
    start_ = rng;
    numbers_.clear();
  }
  void add(std::span<const double> numbers) {
    numbers_.insert(numbers_.end(), numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(width_));
  }

  void serialize(Archive& archive) { archive(start_, numbers_); }

  /// Calls `reset(rng)` and then `step(numbers)` for each step; nothing when there was no episode yet. Both
  /// may write to this log as usual.
  template <class Reset, class Step>
  void replay(const Reset& reset, const Step& step) {
    if (!start_) return;
    const std::vector<double> numbers = std::move(numbers_);
    Rng rng = *start_;
    reset(rng);
    for (std::size_t i = 0; i + width_ <= numbers.size(); i += width_) {
      step(std::span(numbers).subspan(i, width_));
    }
  }

 private:
  std::size_t width_;
  std::optional<Rng> start_;
  std::vector<double> numbers_;
};

/// The numbers of an action that an environment on Box2D can stand: Error when one is not finite, or when
/// there are not N of them.
template <std::size_t N>
std::array<double, N> finite_values(const Action& action) {
  const std::span<const float> values = action.values();
  if (values.size() != N) {
    throw Error("an action of " + std::to_string(values.size()) + " numbers; this environment takes " +
                std::to_string(N));
  }
  std::array<double, N> numbers;
  for (std::size_t i = 0; i < N; ++i) {
    numbers[i] = values[i];
    if (!std::isfinite(numbers[i])) {
      throw Error("number " + std::to_string(i) + " of an action is " + std::to_string(numbers[i]) +
                  "; actions must be finite");
    }
  }
  return numbers;
}

/// A Discrete action; Error unless it is 0 .. count - 1.
inline double checked_index(const Action& action, int count) {
  if (action.index() >= 0 && action.index() < count) return action.index();
  throw Error("action " + std::to_string(action.index()) + "; this environment takes 0 to " +
              std::to_string(count - 1));
}

}  // namespace gymkhana
