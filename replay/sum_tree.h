// A sum tree: draws numbers in proportion to their weights, and changes weights, in logarithmic time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gymkhana {

/// Weights >= 0 of the numbers 0 .. size - 1; a node of the binary tree holds the sum of the two below it.
/// Schaul et al. 2016, arXiv:1511.05952, appendix B.2.1. A sum is always computed from the two below, so
/// equal weights give equal bits whatever came before.
class SumTree {
 public:
  explicit SumTree(std::int64_t size = 1);

  std::int64_t size() const { return size_; }
  double total() const { return sums_[1]; }
  double operator[](std::int64_t i) const { return sums_[leaves_ + i]; }
  void set(std::int64_t i, double weight);

  /// The number i for which the weights before it add up to at most `mass`, and with its own to more; `mass`
  /// in [0, total()). Never one of weight 0 while total() > 0.
  std::int64_t find(double mass) const;

  /// All weights, for saving; and setting them all at once.
  std::span<const double> weights() const { return std::span(sums_).subspan(leaves_, size_); }
  void assign(std::span<const double> weights);

 private:
  std::int64_t size_, leaves_;  // leaves_: a power of two, where the weights begin in sums_
  std::vector<double> sums_;    // node k has the nodes 2 k and 2 k + 1 below it; the root is node 1
};

}  // namespace gymkhana
