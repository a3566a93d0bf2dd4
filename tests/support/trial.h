// One environment on the test bench: put it into any state, step it, look at what it shows.
#pragma once

#include <array>
#include <utility>

#include "envs/core/env.h"

namespace gymkhana::test {

/// Holds an environment with a generator and a place for its observation.
template <class EnvType>
class Trial {
 public:
  explicit Trial(EnvType env) : env_(std::move(env)), seen_(env_.spec().observation, 1) {}

  void reset(std::uint64_t seed) {
    rng_ = Rng(seed);
    env_.reset(rng_, seen_[0]);
  }
  Step step(int action) { return env_.step(Action(action), rng_, seen_[0]); }
  Step step(float action) {
    const std::array values = {action};
    return env_.step(Action(std::span<const float>(values)), rng_, seen_[0]);
  }

  /// Loads the numbers that the environment's serialize() lists.
  template <class... T>
  void place(T... state) {
    Archive archive;
    archive(state...);
    load_state(env_, archive.bytes());
  }
  /// The numbers of the environment's state, all of type T.
  template <class T, std::size_t N>
  std::array<T, N> state() const {
    std::array<T, N> numbers;
    Archive archive(bytes_ = save_state(env_));
    archive(numbers);
    return numbers;
  }

  float operator[](int i) const { return seen_[0].floats()[i]; }
  EnvType& env() { return env_; }

 private:
  EnvType env_;
  Rng rng_{0};
  ObservationBatch seen_;
  mutable std::vector<std::byte> bytes_;
};

}  // namespace gymkhana::test
