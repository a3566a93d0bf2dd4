#include "experiments/stats/bootstrap.h"

#include <doctest/doctest.h>

#include "experiments/stats/aggregate.h"
#include "experiments/stats/comparison.h"

namespace gymkhana {
namespace {

TEST_CASE("the interval holds the quantiles of all resamples") {
  // Two runs, 0 and 1: the mean of a resample is 0, 1/2 or 1 with probabilities 1/4, 1/2 and 1/4.
  const ScoreTable table = {{0, 1}};
  const Estimate wide = bootstrap(table, mean_of_means, {.repetitions = 2'000});
  CHECK(wide.value == 0.5);
  CHECK(wide.bounds->low == 0);
  CHECK(wide.bounds->high == 1);
  const Estimate narrow = bootstrap(table, mean_of_means, {.repetitions = 2'000, .confidence = 0.4});
  CHECK(narrow.bounds->low == 0.5);
  CHECK(narrow.bounds->high == 0.5);
}

TEST_CASE("a normal sample's interval is the one that theory gives") {
  std::vector<double> scores;  // of mean 0 and variance 8.25: the mean's deviation is 0.908
  for (int i = 0; i < 10; ++i) scores.push_back(i - 4.5);
  const Estimate estimate = bootstrap({scores}, mean_of_means);
  CHECK(estimate.bounds->low == doctest::Approx(-1.96 * 0.908).epsilon(0.03));
  CHECK(estimate.bounds->high == doctest::Approx(1.96 * 0.908).epsilon(0.03));
}

TEST_CASE("runs are resampled within their task") {
  const Estimate estimate = bootstrap(ScoreTable{{0, 0}, {1, 1, 1}}, mean_of_means, {.repetitions = 100});
  CHECK(estimate.value == 0.5);
  CHECK(estimate.bounds->low == 0.5);
  CHECK(estimate.bounds->high == 0.5);
}

TEST_CASE("one run claims no interval") {
  CHECK_FALSE(bootstrap(std::vector<double>{7}, iqm).bounds);
  CHECK(bootstrap(std::vector<double>{7}, iqm).value == 7);
  CHECK_FALSE(bootstrap(ScoreTable{{1, 2}, {3}}, aggregate_iqm).bounds);
}

TEST_CASE("the same seed gives the same interval") {
  const ScoreTable table = {{1, 5, 2, 9, 4}, {3, 3, 8, 1, 7}};
  const auto low = [&](std::uint64_t seed) {
    return bootstrap(table, mean_of_means, {.repetitions = 50, .seed = seed}).bounds->low;
  };
  CHECK(low(3) == low(3));
  CHECK(low(3) != low(4));
}

TEST_CASE("two tables are resampled apart") {
  const auto never = [](const ScoreTable& x, const ScoreTable& y) { return mean(x[0]) - mean(y[0]); };
  const Estimate estimate = bootstrap({{0, 1}}, {{0, 1}}, never, {.repetitions = 2'000});
  CHECK(estimate.value == 0);
  CHECK(estimate.bounds->low == -1);  // all of x drew 0 and all of y drew 1: once in 16
  CHECK(estimate.bounds->high == 1);
}

}  // namespace
}  // namespace gymkhana
