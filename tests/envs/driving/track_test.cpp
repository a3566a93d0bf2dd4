#include "envs/driving/track.h"

#include <cmath>
#include <fstream>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace gymkhana;

TEST_CASE("tracks are Gymnasium's, tile for tile") {
  std::ifstream file(GYMKHANA_SOURCE_DIR "/tests/golden/CarRacing-v3_track.json");
  const auto golden = nlohmann::json::parse(file);
  for (const auto& run : golden["runs"]) {
    CAPTURE(run["seed"]);
    Rng rng(run["seed"].get<std::uint64_t>());
    const Track track(rng);
    REQUIRE(track.size() == run["tiles"].get<int>());
    double worst = 0;
    for (int i = 0; i < track.size(); ++i) {
      const auto& expected = run["track"][i];
      const Tile& tile = track.tile(i);
      for (const auto& [mine, theirs] :
           {std::pair{tile.alpha, expected[0]}, std::pair{tile.beta, expected[1]},
            std::pair{tile.x, expected[2]}, std::pair{tile.y, expected[3]}}) {
        worst = std::max(worst, std::abs(mine - theirs.get<double>()));
      }
    }
    CHECK(worst < 1e-9);
  }
}

TEST_CASE("a track is a closed road of even tiles, with kerbs outside its turns") {
  Rng rng(5);
  const Track track(rng);
  int kerbs = 0;
  for (int i = 0; i < track.size(); ++i) {
    const Tile &before = track.tile(i - 1), &tile = track.tile(i);
    const double length = std::hypot(tile.x - before.x, tile.y - before.y);
    CHECK(length < 2 * kTileLength);
    if (i > 0) CHECK(length == doctest::Approx(kTileLength));
    kerbs += tile.kerb != 0;
  }
  CHECK(kerbs > 0);
  CHECK(kerbs < track.size() / 2);
  const Point right = track.beside(3, 2), middle = track.beside(3, 0);
  CHECK(std::hypot(right.x - middle.x, right.y - middle.y) == doctest::Approx(2));
}
