// Who draws from which random stream: every use has its own below the run's base seed.
#pragma once

#include <cstdint>

#include "envs/core/env.h"
#include "envs/core/random/rng.h"

namespace gymkhana {

/// What a stream is for: the first key of Rng::spawn, the slot being the second. Never renumber: seeds would
/// mean other runs.
enum class Stream : std::uint32_t {
  env = 0,
  exploration = 1,
  evaluation_env = 2,
  evaluation_exploration = 3,
  weights = 4,
  minibatches = 5,
};

/// The stream of `use` in `slot`; neighbouring seeds, uses and slots share nothing.
inline Rng stream(std::uint64_t seed, Stream use, int slot = 0) {
  return Rng::spawn(seed, {static_cast<std::uint32_t>(use), static_cast<std::uint32_t>(slot)});
}

/// The seed of an environment, 32 bits where it draws from numpy's legacy generator.
inline std::uint64_t env_seed(std::uint64_t seed, Stream use, int slot, Generator generator) {
  Rng rng = stream(seed, use, slot);
  return generator == Generator::mt19937 ? rng.next_uint32() : rng.next_uint64();
}

}  // namespace gymkhana
