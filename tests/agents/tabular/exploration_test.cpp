#include "agents/tabular/exploration.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace gymkhana;

namespace {

const std::vector<double> kValues = {1, 3, 3, 2};
const std::vector<std::uint8_t> kMask = {1, 0, 1, 1};

// How often each action is chosen in 20000 draws.
template <class Choose>
std::vector<double> shares(Choose choose) {
  Rng rng(7);
  std::vector<double> counts(4);
  for (int k = 0; k < 20000; ++k) counts[choose(rng).action] += 1.0 / 20000;
  return counts;
}

void check_near(const std::vector<double>& actual, const std::vector<double>& expected) {
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(std::abs(actual[i] - expected[i]) < 0.015);
}

}  // namespace

TEST_CASE("greedy choices draw among equals, and respect masks") {
  check_near(shares([](Rng& rng) { return choose_greedily({kValues}, rng); }), {0, 0.5, 0.5, 0});
  check_near(shares([](Rng& rng) { return choose_greedily({kValues, kMask}, rng); }), {0, 0, 1, 0});
  const std::vector<double> forbidden = {1, kForbidden, kForbidden, 2};
  check_near(shares([&](Rng& rng) { return choose_greedily({forbidden}, rng); }), {0, 0, 0, 1});
}

TEST_CASE("epsilon-greedy: drawn shares, told probabilities and expectation agree") {
  const Exploration pi({.epsilon = 0.4});
  check_near(shares([&](Rng& rng) { return pi.choose({kValues}, rng); }), {0.1, 0.4, 0.4, 0.1});
  CHECK(pi.probability(kValues, 0) == doctest::Approx(0.1));
  CHECK(pi.probability(kValues, 1) == doctest::Approx(0.4));
  CHECK(pi.expected_value(kValues) == doctest::Approx(0.1 * 1 + 0.8 * 3 + 0.1 * 2));
  check_near(shares([&](Rng& rng) {
               return pi.choose({kValues, kMask}, rng);
             }),
             {0.4 / 3, 0, 0.6 + 0.4 / 3, 0.4 / 3});
  Rng rng(1);
  for (int k = 0; k < 20; ++k) {
    const Choice choice = pi.choose({kValues}, rng);
    CHECK(choice.probability == doctest::Approx(pi.probability(kValues, choice.action)));
  }
  const std::vector<double> forbidden = {1, kForbidden, kForbidden, 2};
  CHECK(pi.expected_value(forbidden) == doctest::Approx(0.2 * 1 + 0.8 * 2));
  CHECK(pi.probability(forbidden, 1) == 0);
}

TEST_CASE("of equals, the first can be taken, as numpy's argmax does") {
  const Exploration pi({.epsilon = 0.4, .ties = "first"});
  check_near(shares([&](Rng& rng) { return pi.choose({kValues}, rng); }), {0.1, 0.7, 0.1, 0.1});
  check_near(shares([&](Rng& rng) {
               return pi.choose({kValues, kMask}, rng);
             }),
             {0.4 / 3, 0, 0.6 + 0.4 / 3, 0.4 / 3});
  CHECK(pi.probability(kValues, 1) == doctest::Approx(0.7));
  CHECK(pi.probability(kValues, 2) == doctest::Approx(0.1));
  Rng rng(1);
  for (int k = 0; k < 20; ++k) {
    const Choice choice = pi.choose({kValues}, rng);
    CHECK(choice.probability == doctest::Approx(pi.probability(kValues, choice.action)));
  }
}

TEST_CASE("softmax: shares as exp(Q / temperature), greedy at temperature 0") {
  const Exploration pi({.exploration = "softmax", .temperature = 2});
  const double sum = std::exp(0.5) + 2 * std::exp(1.5) + std::exp(1);
  const std::vector<double> expected = {std::exp(0.5) / sum, std::exp(1.5) / sum, std::exp(1.5) / sum,
                                        std::exp(1) / sum};
  check_near(shares([&](Rng& rng) { return pi.choose({kValues}, rng); }), expected);
  double mean = 0;
  for (int action = 0; action < 4; ++action) {
    CHECK(pi.probability(kValues, action) == doctest::Approx(expected[action]));
    mean += expected[action] * kValues[action];
  }
  CHECK(pi.expected_value(kValues) == doctest::Approx(mean));
  const Exploration cold({.exploration = "softmax", .temperature = 0});
  check_near(shares([&](Rng& rng) { return cold.choose({kValues}, rng); }), {0, 0.5, 0.5, 0});
}

TEST_CASE("upper confidence bounds try what is rare (2.10)") {
  const Exploration pi({.exploration = "ucb", .ucb_c = 1});
  Rng rng(1);
  const std::vector<std::int32_t> untried = {5, 5, 5, 0}, even = {9, 9, 5, 9}, rare = {1, 100, 100, 100};
  CHECK(pi.choose({kValues, {}, untried}, rng).action == 3);
  CHECK(pi.choose({kValues, {}, even}, rng).action == 2);
  CHECK(pi.choose({kValues, {}, rare}, rng).action == 0);  // 1 + sqrt(ln 301) > 3 + sqrt(ln 301 / 100)
}

TEST_CASE("exploration follows its schedule") {
  Exploration pi({.epsilon = Schedule::linear(0.8)});
  CHECK(pi.degree() == 0.8);
  pi.set_progress(0.25);
  CHECK(pi.degree() == doctest::Approx(0.2));
  Exploration bound({.exploration = "ucb", .ucb_c = Schedule::linear(2)});
  bound.set_progress(0.5);
  CHECK(bound.degree() == 1);
}

TEST_CASE("epsilon lies between 0 and 1, all along its schedule") {
  CHECK_THROWS_WITH_AS(Exploration({.epsilon = 1.5}), doctest::Contains("epsilon = \"1.5\""), Error);
  CHECK_THROWS_WITH_AS(Exploration({.epsilon = Schedule::ramp(0.1, 2, 1)}), doctest::Contains("[0, 1]"),
                       Error);
}
