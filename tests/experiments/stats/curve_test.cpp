#include "experiments/stats/curve.h"

#include <array>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("a curve is linear between its points and constant beyond them") {
  const Curve curve{{10, 20, 40}, {1, 3, -1}};
  CHECK(value_at(curve, 0) == 1);
  CHECK(value_at(curve, 15) == 2);
  CHECK(value_at(curve, 20) == 3);
  CHECK(value_at(curve, 30) == 1);
  CHECK(value_at(curve, 99) == -1);
}

TEST_CASE("curves of unequal length are compared where all have values") {
  const std::array curves = {Curve{{10, 20, 30}, {0, 0, 0}}, Curve{{15, 20, 25, 40}, {0, 0, 0, 0}}};
  CHECK(common_steps(curves, 100) == std::vector<double>{15, 20, 25, 30});
  CHECK(common_steps(curves, 3) == std::vector<double>{15, 22.5, 30});
  const std::array apart = {Curve{{10, 20}, {0, 0}}, Curve{{30, 40}, {0, 0}}};
  CHECK(common_steps(apart, 100).empty());
}

TEST_CASE("of curves that share no steps the most that do are kept, else the later ones") {
  const Curve early{{1, 9}, {0, 0}}, late{{10, 20}, {0, 0}}, later{{15, 40}, {0, 0}}, last{{50, 60}, {0, 0}};
  CHECK(overlapping(std::array{late, early, later, last}) == std::vector<std::size_t>{0, 2});
  CHECK(overlapping(std::array{early, late}) == std::vector<std::size_t>{1});
  CHECK(overlapping(std::array{late, early}) == std::vector<std::size_t>{0});
  CHECK(overlapping(std::array{late, late}) == std::vector<std::size_t>{0, 1});
}

TEST_CASE("a band is the interquartile mean at each step, with its interval") {
  const std::array runs = {Curve{{10, 20}, {0, 10}}, Curve{{10, 20}, {0, 20}}, Curve{{10, 20}, {0, 30}},
                           Curve{{10, 20}, {0, 1000}}};
  const CurveBand band = curve_band(runs);
  CHECK(band.steps == std::vector<double>{10, 20});
  CHECK(band.values[0].value == 0);
  CHECK(band.values[0].bounds->high == 0);
  CHECK(band.values[1].value == 25);
  CHECK(band.values[1].bounds->low < 25);
  CHECK(band.values[1].bounds->high > 500);
  CHECK_FALSE(curve_band(std::span(runs).first(1)).values[1].bounds);
}

TEST_CASE("the area under a curve is its mean height") {
  CHECK(mean_height({{0, 10, 30}, {0, 2, 2}}) == doctest::Approx(50.0 / 30));
  CHECK(mean_height({{10}, {7}}) == 7);
}

TEST_CASE("a level is reached at the first point on or above it") {
  const Curve curve{{10, 20, 30}, {1, 475, 3}};
  CHECK(first_reaching(curve, 475) == 1);
  CHECK(first_reaching(curve, 1) == 0);
  CHECK_FALSE(first_reaching(curve, 476));
}

}  // namespace
}  // namespace gymkhana
