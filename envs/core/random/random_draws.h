// What both of numpy's generators do alike: masked intervals, shuffles and choices by weight.
#pragma once

#include <bit>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace gymkhana {

/// Uniform in [0, max], by rejection of masked bits; max = 0 draws nothing. numpy's random_interval.
template <class Generator>
std::uint64_t masked_interval(Generator& generator, std::uint64_t max) {
  if (max == 0) return 0;
  const std::uint64_t mask = ~std::uint64_t{0} >> std::countl_zero(max);
  std::uint64_t value;
  do {
    value = (max >> 32 ? generator.next_uint64() : generator.next_uint32()) & mask;
  } while (value > max);
  return value;
}

/// Fisher-Yates from the end.
template <class Generator, class T>
void shuffle_with(Generator& generator, std::span<T> values) {
  for (std::size_t i = values.size(); i-- > 1;) std::swap(values[i], values[masked_interval(generator, i)]);
}

/// 0 .. n-1 in random order.
template <class Generator>
std::vector<int> permutation_with(Generator& generator, int n) {
  std::vector<int> order(n);
  std::iota(order.begin(), order.end(), 0);
  shuffle_with(generator, std::span(order));
  return order;
}

/// The index i with cdf[i-1] <= uniform < cdf[i], where cdf is the running sum of `weights` over its total.
/// Weights need not sum to 1; Error unless they are >= 0 and their sum is positive and finite.
int choose_by_weight(std::span<const double> weights, double uniform);

[[noreturn]] void throw_empty_interval(std::int64_t low, std::int64_t high);

}  // namespace gymkhana
