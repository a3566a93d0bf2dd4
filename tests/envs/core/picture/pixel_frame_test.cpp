// Rectangles and numbers, pixel by pixel.
#include "envs/core/picture/pixel_frame.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

constexpr Color red{255, 0, 0}, mixed{1, 2, 3};

/// A frame of its own, black at first, shown as letters: '.' black, 'r' red, 'm' mixed, '?' anything else.
struct Paper {
  Paper(int width, int height) : width(width), rgb(width * height * 3), frame(rgb, width, height) {}

  std::string row(int y) const {
    std::string letters;
    for (int x = 0; x < width; ++x) {
      const std::uint8_t* p = rgb.data() + (y * width + x) * 3;
      const Color color{p[0], p[1], p[2]};
      letters += color == Color{} ? '.' : color == red ? 'r' : color == mixed ? 'm' : '?';
    }
    return letters;
  }

  int width;
  std::vector<std::uint8_t> rgb;
  PixelFrame frame;
};

}  // namespace

TEST_CASE("a rectangle fills its pixels and no others") {
  Paper paper(7, 4);
  paper.frame.rectangle(2, 1, 3, 2, mixed);
  CHECK(paper.row(0) == ".......");
  CHECK(paper.row(1) == "..mmm..");
  CHECK(paper.row(2) == "..mmm..");
  CHECK(paper.row(3) == ".......");
}

TEST_CASE("what lies outside a frame is cut off") {
  Paper paper(4, 3);
  paper.frame.rectangle(-2, -1, 3, 2, red);
  paper.frame.rectangle(3, 2, 10, 10, mixed);
  paper.frame.rectangle(4, 0, 1, 1, mixed);
  paper.frame.rectangle(0, -5, 4, 5, mixed);
  CHECK(paper.row(0) == "r...");
  CHECK(paper.row(1) == "....");
  CHECK(paper.row(2) == "...m");
}

TEST_CASE("clearing paints every pixel") {
  Paper paper(5, 3);
  paper.frame.clear(mixed);
  for (int y = 0; y < 3; ++y) CHECK(paper.row(y) == "mmmmm");
}

TEST_CASE("a number ends at its right edge") {
  Paper paper(8, 5);
  paper.frame.number(8, 0, 1, 1, 42, red);
  CHECK(paper.row(0) == ".r.r.rrr");
  CHECK(paper.row(1) == ".r.r...r");
  CHECK(paper.row(2) == ".rrr.rrr");
  CHECK(paper.row(3) == "...r.r..");
  CHECK(paper.row(4) == "...r.rrr");
  Paper zero(6, 10);
  zero.frame.number(6, 0, 2, 2, 0, red);
  CHECK(zero.row(0) == "rrrrrr");
  CHECK(zero.row(5) == "rr..rr");
}

}  // namespace gymkhana
