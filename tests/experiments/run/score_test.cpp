#include "experiments/run/score.h"

#include <array>
#include <cmath>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("a score averages what the environment told as episodes ended, but for those that were cut") {
  const EnvSpec spec{.info = {"is_success", "overtaken"}};
  const std::array episodes = {Episode{.total_reward = 10, .length = 4, .info = {1, 3}},
                               Episode{.total_reward = 20, .length = 6, .info = {0, 4}},
                               Episode{.total_reward = 30, .length = 8}};
  const Score all = score(episodes, spec);
  CHECK(all.mean == 20);
  CHECK(all.mean_length == 6);
  REQUIRE(all.info.size() == 1);  // is_success is the success rate
  CHECK(all.info[0].first == "overtaken");
  CHECK(all.info[0].second == 3.5);
  CHECK(describe_info(all) == "at the end of an episode, on average: overtaken 3.5");
  CHECK(describe_info(score(episodes, {})).empty());
}

TEST_CASE("a score tells how returns spread, how sure their mean is and how many episodes succeed") {
  const EnvSpec spec{.info = {"is_success"}};
  const std::array episodes = {
      Episode{.total_reward = 10, .info = {1}}, Episode{.total_reward = 20, .info = {0}},
      Episode{.total_reward = 30, .info = {1}}, Episode{.total_reward = 60, .info = {1}}};
  const Score all = score(episodes, spec);  // mean 30, squares 400 + 100 + 0 + 900
  CHECK(all.deviation == doctest::Approx(std::sqrt(1'400 / 4.)));
  CHECK(all.standard_error == doctest::Approx(std::sqrt(1'400 / 3. / 4)));
  CHECK(all.success_rate == 0.75);
  CHECK_FALSE(score(episodes, {}).success_rate);
  CHECK(score(std::span(episodes).first(1), spec).standard_error == 0);
}

}  // namespace
}  // namespace gymkhana
