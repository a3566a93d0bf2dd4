// PCG64, the bit generator under numpy.random.default_rng.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "envs/core/archive.h"
#include "envs/core/random/seed_sequence.h"

namespace gymkhana {

/// PCG XSL-RR 128/64: M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good
/// Algorithms for Random Number Generation" (2014). 32-bit draws use a 64-bit draw's lower half first and
/// keep the upper half for the next one, as numpy's do; 64-bit draws leave the kept half alone.
class Pcg64 {
 public:
  explicit Pcg64(const SeedSequence& sequence) {
    std::array<std::uint64_t, 4> words;
    sequence.generate_state(words);
    increment_ = join(words[2], words[3]) << 1 | 1;
    advance();
    state_ += join(words[0], words[1]);
    advance();
  }

  std::uint64_t next_uint64() {
    advance();
    const auto high = static_cast<std::uint64_t>(state_ >> 64);
    const auto low = static_cast<std::uint64_t>(state_);
    return std::rotr(high ^ low, static_cast<int>(high >> 58));
  }

  std::uint32_t next_uint32() {
    if (half_kept_) {
      half_kept_ = false;
      return kept_half_;
    }
    const std::uint64_t whole = next_uint64();
    kept_half_ = static_cast<std::uint32_t>(whole >> 32);
    half_kept_ = true;
    return static_cast<std::uint32_t>(whole);
  }

  /// Uniform in [0, 1): a multiple of 2^-53.
  double random() { return static_cast<double>(next_uint64() >> 11) * 0x1p-53; }

  void serialize(Archive& archive) {
    serialize(archive, state_);
    serialize(archive, increment_);
    archive(half_kept_, kept_half_);
  }

  /// Equal generators give equal numbers for ever: a half that was used up does not count.
  bool operator==(const Pcg64& other) const {
    return state_ == other.state_ && increment_ == other.increment_ && half_kept_ == other.half_kept_ &&
           (!half_kept_ || kept_half_ == other.kept_half_);
  }

 private:
  using Word = unsigned __int128;

  static constexpr Word join(std::uint64_t high, std::uint64_t low) { return Word{high} << 64 | low; }

  void advance() { state_ = state_ * join(0x2360ed051fc65da4, 0x4385df649fccf645) + increment_; }

  static void serialize(Archive& archive, Word& word) {
    auto high = static_cast<std::uint64_t>(word >> 64);
    auto low = static_cast<std::uint64_t>(word);
    archive(high, low);
    word = join(high, low);
  }

  Word state_ = 0;
  Word increment_ = 1;
  std::uint32_t kept_half_ = 0;
  bool half_kept_ = false;
};

}  // namespace gymkhana
