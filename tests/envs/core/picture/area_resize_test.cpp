// Shrunk pictures against hand-computed means.
#include "envs/core/picture/area_resize.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/error.h"
#include "envs/core/random/rng.h"

namespace gymkhana {
namespace {

using Bytes = std::vector<std::uint8_t>;

struct Size {
  int height, width;
};

Bytes shrink(const Bytes& from, Size old_size, Size new_size, int channels = 1) {
  Bytes to(new_size.height * new_size.width * channels);
  AreaResize(old_size.height, old_size.width, new_size.height, new_size.width, channels)(from.data(),
                                                                                         to.data());
  return to;
}

/// How much of [i, i + 1) lies in [low, high).
double overlap(int i, double low, double high) {
  return std::max(0.0, std::min(high, i + 1.0) - std::max(low, double(i)));
}

/// One new pixel from the definition, in floating point.
double mean(const Bytes& from, Size old_size, Size new_size, int row, int column) {
  const double tall = double(old_size.height) / new_size.height,
               wide = double(old_size.width) / new_size.width;
  double sum = 0;
  for (int y = 0; y < old_size.height; ++y) {
    for (int x = 0; x < old_size.width; ++x) {
      sum += overlap(y, row * tall, (row + 1) * tall) * overlap(x, column * wide, (column + 1) * wide) *
             from[y * old_size.width + x];
    }
  }
  return sum / (tall * wide);
}

}  // namespace

TEST_CASE("whole areas give their mean, halves rounded up") {
  CHECK(shrink({1, 2, 3, 4}, {2, 2}, {1, 1}) == Bytes{3});  // 2.5
  CHECK(shrink({0, 255, 10, 20}, {2, 2}, {2, 1}) == Bytes{128, 15});
  CHECK(shrink({7, 8, 9, 10}, {2, 2}, {2, 2}) == Bytes{7, 8, 9, 10});
}

TEST_CASE("parts of pixels count by their area") {
  // Three pixels to two: (2 a + b) / 3 and (b + 2 c) / 3.
  CHECK(shrink({0, 90, 30}, {1, 3}, {1, 2}) == Bytes{30, 50});
  CHECK(shrink({0, 90, 30}, {3, 1}, {2, 1}) == Bytes{30, 50});
  // Five rows to two, as 210 rows to 84: (2 a + 2 b + c) / 5 and (c + 2 d + 2 e) / 5.
  CHECK(shrink({10, 20, 30, 40, 50}, {5, 1}, {2, 1}) == Bytes{18, 42});
}

TEST_CASE("channels do not mix") {
  CHECK(shrink({10, 200, 20, 100, 30, 0}, {1, 3}, {1, 1}, 2) == Bytes{20, 100});
}

TEST_CASE("a game's picture shrinks to the means of its areas, equal rows or not") {
  const Size old_size{210, 160}, new_size{84, 84};
  Rng rng(1);
  Bytes picture(210 * 160);
  for (std::uint8_t& byte : picture) byte = static_cast<std::uint8_t>(rng.integers(0, 256));
  for (int row = 50; row < 60; ++row) std::copy_n(picture.begin(), 160, picture.begin() + row * 160);
  const Bytes small = shrink(picture, old_size, new_size);
  for (int row = 0; row < 84; row += 3) {
    for (int column = 0; column < 84; column += 7) {
      CHECK(std::abs(small[row * 84 + column] - mean(picture, old_size, new_size, row, column)) <=
            0.5 + 1e-9);
    }
  }
}

TEST_CASE("one colour stays that colour") {
  for (const int value : {0, 1, 127, 254, 255}) {
    const auto byte = static_cast<std::uint8_t>(value);
    CHECK(shrink(Bytes(17 * 13, byte), {17, 13}, {7, 5}) == Bytes(35, byte));
  }
}

TEST_CASE("a ratio beyond sixteen bits is refused") {
  CHECK_NOTHROW(AreaResize(257, 10, 100, 10, 1));
  CHECK_THROWS_AS(AreaResize(263, 10, 100, 10, 1), Error);
}

}  // namespace gymkhana
