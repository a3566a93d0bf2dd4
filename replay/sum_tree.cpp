#include "replay/sum_tree.h"

#include <algorithm>
#include <bit>

namespace gymkhana {

SumTree::SumTree(std::int64_t size)
    : size_(size),
      leaves_(static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(size)))),
      sums_(2 * leaves_) {}

void SumTree::set(std::int64_t i, double weight) {
  std::int64_t node = leaves_ + i;
  sums_[node] = weight;
  while ((node /= 2) > 0) sums_[node] = sums_[2 * node] + sums_[2 * node + 1];
}

std::int64_t SumTree::find(double mass) const {
  std::int64_t node = 1;
  while (node < leaves_) {
    node *= 2;
    // Rounding may leave a little mass beyond the right end: an empty right side is never entered.
    if (mass >= sums_[node] && sums_[node + 1] > 0) mass -= sums_[node++];
  }
  return node - leaves_;
}

void SumTree::assign(std::span<const double> weights) {
  std::fill(sums_.begin(), sums_.end(), 0.0);
  std::copy(weights.begin(), weights.end(), sums_.begin() + leaves_);
  for (std::int64_t node = leaves_ - 1; node > 0; --node) sums_[node] = sums_[2 * node] + sums_[2 * node + 1];
}

}  // namespace gymkhana
