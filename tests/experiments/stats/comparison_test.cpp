#include "experiments/stats/comparison.h"

#include <array>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("aggregates over tasks") {
  const ScoreTable table = {{0, 2}, {4, 6}, {10, 20}};
  CHECK(mean_of_means(table) == 7);    // (1 + 5 + 15) / 3
  CHECK(median_of_means(table) == 5);  // of 1, 5, 15
  CHECK(aggregate_iqm(table) == 5.5);  // 0 and 20 fall away: (2 + 4 + 6 + 10) / 4
}

TEST_CASE("every task weighs alike, whatever its number of runs") {
  // Ten runs of 0 on one task, three of 1 on the other; each task's scores are identical.
  const ScoreTable uneven = {std::vector<double>(10, 0), std::vector<double>(3, 1)};
  const ScoreTable even = {std::vector<double>(3, 0), std::vector<double>(3, 1)};
  for (const ScoreTable& table : {uneven, even}) {
    CHECK(aggregate_iqm(table) == doctest::Approx(0.5));
    CHECK(mean_of_means(table) == 0.5);
    CHECK(median_of_means(table) == 0.5);
    CHECK(mean_optimality_gap(table, 1) == 0.5);
    CHECK(performance_profile(table, std::array{-1.0, 0.5, 1.0}) == std::vector<double>{1, 0.5, 0});
  }
  const ScoreTable other_way = {std::vector<double>(10, 1), std::vector<double>(3, 0)};
  CHECK(aggregate_iqm(other_way) == doctest::Approx(0.5));
}

TEST_CASE("the probability of improvement counts pairs, ties half") {
  CHECK(probability_of_improvement({{1, 3}}, {{2, 3}}) == 0.375);           // (0 + 0 + 1 + 1/2) / 4
  CHECK(probability_of_improvement({{2, 3}}, {{1, 3}}) == 0.625);           // the rest
  CHECK(probability_of_improvement({{5}, {1, 1}}, {{1, 2}, {1}}) == 0.75);  // (1 + 1/2) / 2
}

TEST_CASE("a performance profile is the share of runs above each level") {
  const ScoreTable table = {{0, 1}, {1, 2}};
  const std::vector<double> shares = performance_profile(table, std::array{-1.0, 0.0, 0.5, 1.0, 2.0});
  CHECK(shares == std::vector<double>{1, 0.75, 0.75, 0.25, 0});
  const std::vector<Estimate> band = profile_band(table, std::array{0.5, 3.0});
  CHECK(band[0].value == 0.75);
  CHECK(band[0].bounds->low == 0.5);  // task 1 draws 0 twice (once in 4), task 2 is above whatever it draws
  CHECK(band[0].bounds->high == 1);
  CHECK(band[1].bounds->high == 0);
}

}  // namespace
}  // namespace gymkhana
