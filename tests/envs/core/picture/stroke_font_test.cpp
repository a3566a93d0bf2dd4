// Text broken into lines.
#include "envs/core/picture/stroke_font.h"

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

using Lines = std::vector<std::string>;

TEST_CASE("lines are as long as there is room, and break between words") {
  const std::string words = "go to the red ball";
  CHECK(text_lines(1, words, 1000) == Lines{words});
  CHECK(text_lines(1, words, text_width(1, "go to the")) == Lines{"go to the", "red ball"});
  CHECK(text_lines(1, words, 0.1) == Lines{"go", "to", "the", "red", "ball"});
  CHECK(text_lines(1, "", 5).empty());
}

TEST_CASE("a zero has a slash inside, which the letter O lacks") {
  const auto strokes = [](std::string_view letter) {
    std::vector<std::vector<Point>> all;
    for_each_stroke(6, letter, false,
                    [&](std::span<const Point> stroke) { all.emplace_back(stroke.begin(), stroke.end()); });
    return all;
  };
  CHECK(strokes("O").size() == 1);
  const auto zero = strokes("0");
  REQUIRE(zero.size() == 2);
  for (const Point& end : zero[1]) {
    CHECK(end.x > 0);
    CHECK(end.x < text_width(6, "0"));
  }
}

}  // namespace
}  // namespace gymkhana
