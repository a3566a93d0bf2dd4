#include "agents/tabular/tiles.h"

#include <set>

#include <doctest/doctest.h>

#include "envs/core/registry.h"

using namespace gymkhana;

namespace {

const EnvSpec kSquare{.observation = box({0, 0}, {4, 8}), .action = Discrete{2}};

std::vector<std::int32_t> active(const Tiles& tiles, std::vector<float> numbers) {
  std::vector<std::int32_t> features(tiles.tilings());
  tiles.activate(numbers, features);
  return features;
}

}  // namespace

TEST_CASE("two tilings of 4 x 4 tiles, displaced by half a tile") {
  const Tiles tiles(kSquare, 2, 4);
  CHECK(tiles.features() == 2 * 5 * 5);
  // 1.2 is in tile 1 of the first axis, 2.4 half tiles in; 5 is in tile 2 of the second, 5 half tiles in.
  CHECK(active(tiles, {1.2f, 5}) == std::vector<std::int32_t>{1 * 5 + 2, 25 + 1 * 5 + 3});
  CHECK(active(tiles, {1.6f, 5}) == std::vector<std::int32_t>{1 * 5 + 2, 25 + 2 * 5 + 3});
}

TEST_CASE("tilings are displaced by odd multiples, each axis by its own") {
  const Tiles tiles(kSquare, 4, 4);
  // Displaced by 0, 1, 2, 3 quarters along the first axis and 0, 3, 6, 9 (that is 0, 3, 2, 1) along the
  // second.
  CHECK(active(tiles, {0.5f, 0.5f}) == std::vector<std::int32_t>{0, 25 + 0 + 1, 50 + 5 + 0, 75 + 5 + 0});
}

TEST_CASE("numbers at and beyond the bounds have tiles of their own tiling") {
  const Tiles tiles(kSquare, 8, 3);
  for (const auto& numbers : std::vector<std::vector<float>>{{0, 0}, {4, 8}, {-9, 99}, {4, 0}}) {
    const auto features = active(tiles, numbers);
    for (int tiling = 0; tiling < 8; ++tiling) CHECK(features[tiling] / 16 == tiling);
  }
  CHECK(active(tiles, {9, 9}) == active(tiles, {4, 8}));
}

TEST_CASE("neighbours share most tiles, strangers none") {
  const Tiles tiles(kSquare, 8, 8);
  const auto here = active(tiles, {2, 2}), near = active(tiles, {2.04f, 2}), far = active(tiles, {3, 2});
  int shared = 0;
  for (int i = 0; i < 8; ++i) shared += here[i] == near[i];
  CHECK(shared >= 7);
  for (int i = 0; i < 8; ++i) CHECK(here[i] != far[i]);
}

TEST_CASE("unbounded and discrete observations are refused, and so are too many tiles") {
  CHECK_THROWS_WITH_AS(Tiles(standard_envs().make("CartPole-v1")->spec(), 8, 8),
                       doctest::Contains("finite bounds; CartPole-v1 observes Box("), Error);
  CHECK_THROWS_WITH_AS(Tiles(standard_envs().make("Taxi-v4")->spec(), 8, 8),
                       doctest::Contains("Taxi-v4 observes Discrete(500)"), Error);
  CHECK_THROWS_WITH_AS(Tiles(standard_envs().make("Acrobot-v1")->spec(), 8, 100),
                       doctest::Contains("fewer per side"), Error);
}
