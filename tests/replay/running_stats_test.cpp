// Running statistics against the plain formulas.
#include "replay/running_stats.h"

#include <span>
#include <vector>

#include <doctest/doctest.h>

using namespace gymkhana;

TEST_CASE("batches merged one by one give the statistics of all numbers") {
  // Column 0: 1 2 3 4 5 6, mean 3.5, variance 35/12. Column 1: constant.
  RunningMeanStd statistics(2);
  statistics.update(std::span<const float>(std::vector<float>{1, 7, 2, 7}));
  statistics.update(std::span<const float>(std::vector<float>{3, 7, 4, 7, 5, 7, 6, 7}));
  CHECK(statistics.count() == doctest::Approx(6.0001));
  CHECK(statistics.mean()[0] == doctest::Approx(3.5).epsilon(1e-3));
  CHECK(statistics.variance()[0] == doctest::Approx(35.0 / 12).epsilon(1e-3));
  CHECK(statistics.mean()[1] == doctest::Approx(7).epsilon(1e-3));
  CHECK(statistics.variance()[1] == doctest::Approx(7 * 7 * 1e-4 / 6).epsilon(0.2));
}

TEST_CASE("the first batch meets Gymnasium's start: mean 0, variance 1, count 1e-4") {
  RunningMeanStd statistics(1);
  statistics.update(std::span<const double>(std::vector<double>{2, 4}));
  const double total = 2.0001;
  CHECK(statistics.mean()[0] == doctest::Approx(3 * 2 / total).epsilon(1e-12));
  CHECK(statistics.variance()[0] ==
        doctest::Approx((1 * 1e-4 + 1 * 2 + 9 * 1e-4 * 2 / total) / total).epsilon(1e-12));
}

TEST_CASE("large numbers with a small spread keep their variance") {
  RunningMeanStd statistics(1);
  for (int k = 0; k < 100; ++k) {
    statistics.update(std::span<const double>(std::vector<double>{1e6, 1e6 + 1, 1e6 + 2}));
  }
  RunningMeanStd shifted = statistics;
  CHECK(shifted.mean()[0] == doctest::Approx(1e6 + 1).epsilon(1e-6));
  // The start's count of 1e-4 at mean 0 adds 1e12 * 1e-4 / 300 to the true 2/3.
  CHECK(shifted.variance()[0] == doctest::Approx(2.0 / 3 + 1e12 * 1e-4 / 300).epsilon(1e-4));
}
