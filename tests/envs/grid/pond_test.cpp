// A stranger's environment of cells: the example of envs/grid/README.md, played by hand.
#include "tests/envs/grid/pond.h"

#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"

using namespace gymkhana;

namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::string(GYMKHANA_SOURCE_DIR) + "/" + path);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("the grid room's README shows the pond word for word") {
  CHECK(read("envs/grid/README.md").find("\n" + read("tests/envs/grid/pond.h") + "```") != std::string::npos);
}

TEST_CASE("ice carries on, mud holds back, and the goal ends the walk") {
  const Pond pond;
  const TransitionTable& table = *pond.transitions();
  constexpr int right = 1, down = 2;
  const auto onto_ice = table.outcomes(1, right);
  REQUIRE(onto_ice.size() == 1);
  CHECK(onto_ice[0].next_state == 4);  // over three cells, up to the wall
  CHECK(onto_ice[0].reward == -1);
  CHECK(table.outcomes(4, down)[0].next_state == 16);  // off the ice
  CHECK(table.outcomes(16, right)[0].terminated);
  const auto in_mud = table.outcomes(14, right);
  REQUIRE(in_mud.size() == 2);
  CHECK(in_mud[0].next_state == 15);
  CHECK(in_mud[0].probability == 0.5);
  CHECK(in_mud[1].next_state == 14);
}

TEST_CASE("letters of one's own are drawn in their colours") {
  Pond pond;
  test::RecordingCanvas canvas;
  pond.draw(canvas);
  CHECK(canvas.count("polygon") == 18);
}

TEST_CASE("a map that is no map is refused by row and letter") {
  class Custom final : public CellWorld {
   public:
    explicit Custom(std::vector<std::string> map)
        : CellWorld({.map = std::move(map),
                     .actions = {"stay"},
                     .outcomes = [](const LetterMap&, Position from, int) -> std::vector<Outcome> {
                       return {{.to = from, .probability = 0.9}};
                     }}) {}
  };
  CHECK_THROWS_WITH_AS(Custom({"S.", "..."}), doctest::Contains("row 1 has 3 cells, row 0 has 2"), Error);
  CHECK_THROWS_WITH_AS(Custom({"S?"}), doctest::Contains("unknown letter '?'"), Error);
  CHECK_THROWS_WITH_AS(Custom({"G."}), doctest::Contains("it has no start"), Error);
  CHECK_THROWS_WITH_AS(Custom({"SS"}), doctest::Contains("2 times start"), Error);
  CHECK_THROWS_WITH_AS(Custom({"S."}),
                       doctest::Contains("state 0, action 0 has probabilities that sum to 0.9"), Error);
}
