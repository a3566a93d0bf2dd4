// The draws of Rng that are not worth inlining.
#include "envs/core/random/rng.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_set>
#include <utility>

#include "envs/core/random/ziggurat.h"

namespace gymkhana {
namespace {

double next_normal(LegacyRng& rng) {
  return rng.standard_normal();
}
double next_normal(Pcg64& pcg) {
  return ziggurat::standard_normal(pcg);
}

/// Draws from the legacy generator if there is one, else from a copy of `pcg` that can stay in registers.
template <class T, class Draw>
void fill(std::span<T> values, LegacyRng* legacy, Pcg64& pcg, Draw draw) {
  if (legacy) {
    for (T& value : values) value = static_cast<T>(draw(*legacy));
    return;
  }
  Pcg64 local = pcg;
  for (T& value : values) value = static_cast<T>(draw(local));
  pcg = local;
}

constexpr auto normal_draw = [](auto& generator) { return next_normal(generator); };

auto uniform_draw(double low, double high) {
  return [low, width = high - low](auto& generator) { return low + width * generator.random(); };
}

/// Fisher-Yates from the end down to place `first`, with Lemire's integers: shuffle() itself has masked ones.
void shuffle_down_to(int first, std::vector<int>& values, Rng& rng) {
  const int last = static_cast<int>(values.size()) - 1;
  for (int i = last; i >= first; --i) std::swap(values[i], values[rng.integers_endpoint(0, i)]);
}

/// The last `count` places of a shuffle of all n numbers.
std::vector<int> sample_by_shuffle(Rng& rng, int n, int count) {
  std::vector<int> numbers(n);
  std::iota(numbers.begin(), numbers.end(), 0);
  shuffle_down_to(std::max(n - count, 1), numbers, rng);
  return {numbers.end() - count, numbers.end()};
}

/// R. Floyd's sample ("Programming Pearls: A Sample of Brilliance", 1987), then shuffled.
std::vector<int> sample_by_floyd(Rng& rng, int n, int count) {
  std::vector<int> sample;
  std::unordered_set<int> taken;
  for (int last = n - count; last < n; ++last) {
    const int draw = static_cast<int>(rng.integers_endpoint(0, last));
    const int number = taken.insert(draw).second ? draw : last;
    taken.insert(number);
    sample.push_back(number);
  }
  shuffle_down_to(1, sample, rng);
  return sample;
}

}  // namespace

Rng Rng::spawn(std::uint64_t seed, std::initializer_list<std::uint32_t> key) {
  return Rng(SeedSequence(seed, std::span(key.begin(), key.size())));
}

Rng Rng::legacy(std::uint64_t seed) {
  Rng rng;
  rng.legacy_ = std::make_unique<LegacyRng>(seed);
  return rng;
}

Rng::Rng(const Rng& other)
    : pcg_(other.pcg_), legacy_(other.legacy_ ? std::make_unique<LegacyRng>(*other.legacy_) : nullptr) {}

Rng& Rng::operator=(const Rng& other) {
  return *this = Rng(other);
}

/// As bounded32 with 64 bits, for range >= 2^32 - 1. Full ranges, whose count does not fit, are plain draws.
std::uint64_t Rng::bounded64(std::uint64_t range) {
  if (range == 0xffffffff) return pcg_.next_uint32();
  if (range == ~std::uint64_t{0}) return pcg_.next_uint64();
  using Product = unsigned __int128;
  const std::uint64_t count = range + 1;
  const std::uint64_t threshold = -count % count;
  Product product;
  do {
    product = Product{pcg_.next_uint64()} * count;
  } while (static_cast<std::uint64_t>(product) < threshold);
  return static_cast<std::uint64_t>(product >> 64);
}

double Rng::standard_normal() {
  return legacy_ ? next_normal(*legacy_) : next_normal(pcg_);
}

double Rng::exponential(double scale) {
  return scale * (legacy_ ? legacy_->standard_exponential() : ziggurat::standard_exponential(pcg_));
}

void Rng::fill_standard_normal(std::span<double> values) {
  fill(values, legacy_.get(), pcg_, normal_draw);
}

void Rng::fill_standard_normal(std::span<float> values) {
  fill(values, legacy_.get(), pcg_, normal_draw);
}

void Rng::fill_uniform(std::span<double> values, double low, double high) {
  fill(values, legacy_.get(), pcg_, uniform_draw(low, high));
}

void Rng::fill_uniform(std::span<float> values, double low, double high) {
  fill(values, legacy_.get(), pcg_, uniform_draw(low, high));
}

std::vector<int> Rng::choice_without_replacement(int n, int count) {
  if (count < 0 || count > n) {
    throw Error("cannot choose " + std::to_string(count) + " different numbers out of " + std::to_string(n));
  }
  if (legacy_) {
    std::vector<int> order = permutation(n);
    order.resize(count);
    return order;
  }
  const bool large_share = n > 10000 && count > n / 50;  // numpy's rule, which the numbers depend on
  return large_share ? sample_by_shuffle(*this, n, count) : sample_by_floyd(*this, n, count);
}

void Rng::serialize(Archive& archive) {
  bool legacy = is_legacy();
  archive(pcg_, legacy);
  if (legacy != is_legacy()) legacy_ = legacy ? std::make_unique<LegacyRng>() : nullptr;
  if (legacy) archive(*legacy_);
}

bool Rng::operator==(const Rng& other) const {
  if (is_legacy() != other.is_legacy()) return false;
  return is_legacy() ? *legacy_ == *other.legacy_ : pcg_ == other.pcg_;
}

}  // namespace gymkhana
