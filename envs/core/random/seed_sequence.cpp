// The hash of SeedSequence: M. E. O'Neill, "Developing a seed_seq Alternative" (2015), constants as in numpy.
#include "envs/core/random/seed_sequence.h"

#include <vector>

namespace gymkhana {
namespace {

using Words = std::span<const std::uint32_t>;

constexpr std::uint32_t fold(std::uint32_t value) {
  return value ^ (value >> 16);
}

/// Hashes word after word, each with a new multiplier.
class Hash {
 public:
  constexpr Hash(std::uint32_t start, std::uint32_t factor) : constant_(start), factor_(factor) {}

  constexpr std::uint32_t operator()(std::uint32_t value) {
    value ^= constant_;
    constant_ *= factor_;
    return fold(value * constant_);
  }

 private:
  std::uint32_t constant_;
  std::uint32_t factor_;
};

constexpr Hash entropy_hash() {
  return {0x43b0d7e5, 0x931e8875};
}
constexpr Hash output_hash() {
  return {0x8b51f9dd, 0x58f38ded};
}

constexpr std::uint32_t mix(std::uint32_t x, std::uint32_t y) {
  return fold(0xca01f9ddu * x - 0x4973f715u * y);
}

/// The words of entropy and key, one after the other. With a key, short entropy is filled up to the pool's
/// size, so that no key can pass for entropy.
std::vector<std::uint32_t> assemble(Words entropy, Words spawn_key, std::size_t pool_size) {
  std::vector<std::uint32_t> words(entropy.begin(), entropy.end());
  if (!spawn_key.empty() && words.size() < pool_size) words.resize(pool_size, 0);
  words.insert(words.end(), spawn_key.begin(), spawn_key.end());
  return words;
}

std::array<std::uint32_t, 2> halves(std::uint64_t value) {
  return {static_cast<std::uint32_t>(value), static_cast<std::uint32_t>(value >> 32)};
}

}  // namespace

// numpy drops an upper half of zero; the pool is filled up with zeros all the same.
SeedSequence::SeedSequence(std::uint64_t entropy, Words spawn_key)
    : SeedSequence(Words(halves(entropy)), spawn_key) {}

SeedSequence::SeedSequence(Words entropy, Words spawn_key) {
  const std::vector<std::uint32_t> words = assemble(entropy, spawn_key, pool_.size());
  Hash hash = entropy_hash();
  for (std::size_t i = 0; i < pool_.size(); ++i) pool_[i] = hash(i < words.size() ? words[i] : 0);
  for (std::uint32_t& source : pool_) {
    for (std::uint32_t& target : pool_) {
      if (&source != &target) target = mix(target, hash(source));
    }
  }
  for (std::size_t i = pool_.size(); i < words.size(); ++i) {
    for (std::uint32_t& target : pool_) target = mix(target, hash(words[i]));
  }
}

void SeedSequence::generate_state(std::span<std::uint32_t> words) const {
  Hash hash = output_hash();
  for (std::size_t i = 0; i < words.size(); ++i) words[i] = hash(pool_[i % pool_.size()]);
}

void SeedSequence::generate_state(std::span<std::uint64_t> words) const {
  std::vector<std::uint32_t> halves(2 * words.size());
  generate_state(halves);
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = std::uint64_t{halves[2 * i + 1]} << 32 | halves[2 * i];
  }
}

}  // namespace gymkhana
