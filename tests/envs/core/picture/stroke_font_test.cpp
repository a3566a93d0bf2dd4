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

}  // namespace
}  // namespace gymkhana
