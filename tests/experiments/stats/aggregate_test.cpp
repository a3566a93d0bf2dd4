#include "experiments/stats/aggregate.h"

#include <array>
#include <limits>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

TEST_CASE("quantiles interpolate between order statistics, as numpy's") {
  CHECK(quantile({4, 1, 3, 2}, 0.25) == 1.75);
  CHECK(quantile({4, 1, 3, 2}, 0) == 1);
  CHECK(quantile({4, 1, 3, 2}, 1) == 4);
  CHECK(median({9, 1, 2}) == 2);
  CHECK(median({7}) == 7);
}

TEST_CASE("a median of steps survives runs that never arrive") {
  CHECK(median({100, kNever, 200}) == 200);
  CHECK(median({100, kNever, kNever}) == kNever);
  CHECK(median({kNever, kNever}) == kNever);
}

TEST_CASE("the interquartile mean leaves floor(n / 4) scores out at either end") {
  CHECK(iqm({8, 1, 2, 3, 4, 5, 6, 7}) == 4.5);  // (3 + 4 + 5 + 6) / 4
  CHECK(iqm({1, 2, 3, 4, 100}) == 3);           // (2 + 3 + 4) / 3
  CHECK(iqm({1, 2, 6}) == 3);                   // nothing to leave out
  CHECK(iqm({5}) == 5);
}

TEST_CASE("the optimality gap counts what is missing, and no surplus") {
  CHECK(optimality_gap(std::array{0.5, 1.5}, 1) == 0.25);  // 1 - (0.5 + 1) / 2
  CHECK(optimality_gap(std::array{2.0, 3.0}, 1) == 0);
  CHECK(optimality_gap(std::array{-120.0, -100.0}, -97.5) == 12.5);
}

}  // namespace
}  // namespace gymkhana
