// The project's random numbers: those of numpy.random.default_rng, bit for bit, or of RandomState.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <ranges>
#include <span>
#include <vector>

#include "envs/core/archive.h"
#include "envs/core/random/legacy_rng.h"
#include "envs/core/random/pcg64.h"
#include "envs/core/random/random_draws.h"
#include "envs/core/random/seed_sequence.h"

namespace gymkhana {

/// Generator(PCG64(SeedSequence(seed))): each method gives the numbers of numpy's method of the same name,
/// whatever the order of calls. A value: a copy goes on with the same numbers, on its own. Not for sharing
/// between threads: spawn a stream for each.
class Rng {
 public:
  explicit Rng(std::uint64_t seed = 0) : Rng(SeedSequence(seed)) {}
  explicit Rng(const SeedSequence& sequence) : pcg_(sequence) {}

  /// The stream that `key` names below `seed`, unrelated to all others: SeedSequence(seed, spawn_key=key).
  static Rng spawn(std::uint64_t seed, std::initializer_list<std::uint32_t> key);

  /// RandomState(seed) behind the same methods; `integers` is its randint. Error when seed >= 2^32.
  static Rng legacy(std::uint64_t seed);
  bool is_legacy() const { return legacy_ != nullptr; }

  Rng(const Rng& other);
  Rng& operator=(const Rng& other);
  Rng(Rng&&) noexcept = default;
  Rng& operator=(Rng&&) noexcept = default;
  ~Rng() = default;

  std::uint64_t next_uint64() { return legacy_ ? legacy_->next_uint64() : pcg_.next_uint64(); }
  std::uint32_t next_uint32() { return legacy_ ? legacy_->next_uint32() : pcg_.next_uint32(); }

  /// Uniform in [0, 1).
  double random() { return legacy_ ? legacy_->random() : pcg_.random(); }
  /// Uniform in [low, high).
  double uniform(double low, double high) { return low + (high - low) * random(); }

  /// Uniform in [low, high), or with `integers_endpoint` in [low, high]. One possible value draws nothing;
  /// Error when there is none.
  std::int64_t integers(std::int64_t low, std::int64_t high) {
    if (low >= high) throw_empty_interval(low, high);
    return integers_endpoint(low, high - 1);
  }
  std::int64_t integers_endpoint(std::int64_t low, std::int64_t high);

  double standard_normal();
  double normal(double mean, double deviation) { return mean + deviation * standard_normal(); }
  double exponential(double scale = 1);  ///< `scale` is the mean

  /// Fills `values` with the numbers that as many single calls would give, rounded to float where asked.
  void fill_standard_normal(std::span<double> values);
  void fill_standard_normal(std::span<float> values);
  void fill_uniform(std::span<double> values, double low, double high);
  void fill_uniform(std::span<float> values, double low, double high);

  /// Uniform in [0, n).
  int choice(int n) { return static_cast<int>(integers(0, n)); }
  /// Index i with probability weights[i] / sum; Error unless weights are >= 0 with a positive, finite sum.
  int choice(std::span<const double> weights) { return choose_by_weight(weights, random()); }
  /// `count` different numbers of 0 .. n-1 in random order: choice(n, count, replace=False).
  std::vector<int> choice_without_replacement(int n, int count);

  std::vector<int> permutation(int n) { return permutation_with(*this, n); }  ///< 0 .. n-1 in random order
  /// Of a vector, span or array, in place.
  void shuffle(std::ranges::contiguous_range auto&& values) { shuffle_with(*this, std::span(values)); }

  void serialize(Archive& archive);
  bool operator==(const Rng& other) const;

 private:
  std::uint32_t bounded32(std::uint32_t range);
  std::uint64_t bounded64(std::uint64_t range);

  Pcg64 pcg_;
  std::unique_ptr<LegacyRng> legacy_;  ///< draws everything, if there is one
};

inline std::int64_t Rng::integers_endpoint(std::int64_t low, std::int64_t high) {
  if (legacy_) return legacy_->randint_endpoint(low, high);
  if (low > high) throw_empty_interval(low, high);
  const auto start = static_cast<std::uint64_t>(low);
  const std::uint64_t range = static_cast<std::uint64_t>(high) - start;
  if (range == 0) return low;
  return static_cast<std::int64_t>(
      start + (range < 0xffffffff ? bounded32(static_cast<std::uint32_t>(range)) : bounded64(range)));
}

/// Uniform in [0, range], range < 2^32 - 1: Lemire, "Fast Random Integer Generation in an Interval" (2019).
inline std::uint32_t Rng::bounded32(std::uint32_t range) {
  const std::uint32_t count = range + 1;
  std::uint64_t product = std::uint64_t{pcg_.next_uint32()} * count;
  if (static_cast<std::uint32_t>(product) < count) [[unlikely]] {
    const std::uint32_t threshold = -count % count;
    while (static_cast<std::uint32_t>(product) < threshold) {
      product = std::uint64_t{pcg_.next_uint32()} * count;
    }
  }
  return static_cast<std::uint32_t>(product >> 32);
}

}  // namespace gymkhana
