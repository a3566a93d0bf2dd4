#include "experiments/run/score.h"

#include <array>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

TEST_CASE("a score averages what the world told as episodes ended, but for those that were cut") {
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

}  // namespace
}  // namespace gymkhana
