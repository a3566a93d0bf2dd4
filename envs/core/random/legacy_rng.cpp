// MT19937 and RandomState's draws.
#include "envs/core/random/legacy_rng.h"

#include <cmath>
#include <string>

namespace gymkhana {
namespace {

constexpr std::uint32_t twist(std::uint32_t upper, std::uint32_t lower, std::uint32_t far) {
  const std::uint32_t joined = (upper & 0x80000000u) | (lower & 0x7fffffffu);
  return far ^ (joined >> 1) ^ (joined & 1 ? 0x9908b0dfu : 0u);
}

}  // namespace

LegacyRng::LegacyRng(std::uint64_t seed) {
  if (seed >> 32) {
    throw Error("seed " + std::to_string(seed) +
                " is too large for the generator mt19937: use one up to 4294967295");
  }
  auto word = static_cast<std::uint32_t>(seed);
  for (std::uint32_t i = 0; i < size; ++i) {
    words_[i] = word;
    word = 1812433253u * (word ^ (word >> 30)) + i + 1;
  }
}

void LegacyRng::refill() {
  constexpr int reach = 397;
  for (int i = 0; i < size - reach; ++i) words_[i] = twist(words_[i], words_[i + 1], words_[i + reach]);
  for (int i = size - reach; i < size - 1; ++i) {
    words_[i] = twist(words_[i], words_[i + 1], words_[i + reach - size]);
  }
  words_[size - 1] = twist(words_[size - 1], words_[0], words_[reach - 1]);
  position_ = 0;
}

std::uint32_t LegacyRng::next_uint32() {
  if (position_ == size) refill();
  std::uint32_t word = words_[position_++];
  word ^= word >> 11;
  word ^= (word << 7) & 0x9d2c5680u;
  word ^= (word << 15) & 0xefc60000u;
  return word ^ (word >> 18);
}

std::uint64_t LegacyRng::next_uint64() {
  const std::uint64_t high = next_uint32();
  return high << 32 | next_uint32();
}

double LegacyRng::random() {
  const std::uint64_t high = next_uint32() >> 5;
  const std::uint64_t low = next_uint32() >> 6;
  return static_cast<double>(high << 26 | low) * 0x1p-53;
}

std::int64_t LegacyRng::randint(std::int64_t low, std::int64_t high) {
  if (low >= high) throw_empty_interval(low, high);
  return randint_endpoint(low, high - 1);
}

std::int64_t LegacyRng::randint_endpoint(std::int64_t low, std::int64_t high) {
  if (low > high) throw_empty_interval(low, high);
  const auto start = static_cast<std::uint64_t>(low);
  return static_cast<std::int64_t>(start + masked_interval(*this, static_cast<std::uint64_t>(high) - start));
}

double LegacyRng::standard_normal() {
  if (kept_normal_) {
    const double normal = *kept_normal_;
    kept_normal_.reset();
    return normal;
  }
  double x, y, square;
  do {
    x = 2.0 * random() - 1.0;
    y = 2.0 * random() - 1.0;
    square = x * x + y * y;
  } while (square >= 1.0 || square == 0.0);
  const double factor = std::sqrt(-2.0 * std::log(square) / square);
  kept_normal_ = factor * x;
  return factor * y;
}

double LegacyRng::standard_exponential() {
  return -std::log(1.0 - random());
}

void LegacyRng::serialize(Archive& archive) {
  archive(words_, position_, kept_normal_);
  if (position_ < 0 || position_ > size) throw Error("saved state is damaged: mt19937 has no such position");
}

}  // namespace gymkhana
