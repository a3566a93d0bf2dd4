// numpy.random.RandomState, bit for bit: the generator of environments that are older than numpy 1.17
// (MinAtar).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <ranges>
#include <span>
#include <vector>

#include "envs/core/archive.h"
#include "envs/core/random/random_draws.h"

namespace gymkhana {

/// MT19937 (M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998) with RandomState's ways to draw from it.
/// A value: copies go on independently with the same numbers.
class LegacyRng {
 public:
  /// As RandomState(seed). Error when the seed is above 2^32 - 1.
  explicit LegacyRng(std::uint64_t seed = 0);

  std::uint32_t next_uint32();
  std::uint64_t next_uint64();  ///< two 32-bit draws, the upper half first

  double random();                                            ///< uniform in [0, 1); random_sample, rand
  std::int64_t randint(std::int64_t low, std::int64_t high);  ///< in [low, high); Error when low >= high
  std::int64_t randint_endpoint(std::int64_t low, std::int64_t high);  ///< in [low, high]
  double standard_normal();  ///< Marsaglia's polar method, two at a time
  double standard_exponential();

  int choice(int n) { return static_cast<int>(randint(0, n)); }  ///< in [0, n)
  int choice(std::span<const double> weights) { return choose_by_weight(weights, random()); }
  std::vector<int> permutation(int n) { return permutation_with(*this, n); }
  void shuffle(std::ranges::contiguous_range auto&& values) { shuffle_with(*this, std::span(values)); }

  void serialize(Archive& archive);
  bool operator==(const LegacyRng&) const = default;

 private:
  static constexpr int size = 624;

  void refill();

  std::array<std::uint32_t, size> words_;
  int position_ = size;                ///< of the next word; at the end the words are used up
  std::optional<double> kept_normal_;  ///< the second of a pair of normals
};

}  // namespace gymkhana
