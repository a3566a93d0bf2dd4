#include "envs/core/picture/raster.h"

#include <cmath>

#include <doctest/doctest.h>

#include "base/error.h"
#include "envs/core/picture/palette.h"
#include "envs/core/picture/stroke_font.h"
#include "envs/core/registry.h"

using namespace gymkhana;

namespace {

constexpr Color black{0, 0, 0}, white{255, 255, 255}, half{255, 255, 255, 128};

// The red of a pixel.
int at(const RasterCanvas& canvas, int x, int y) {
  return canvas.image().pixel(x, y)[0];
}

// How many pixels white covers, counting parts.
double area(const RasterCanvas& canvas) {
  double sum = 0;
  for (std::size_t i = 0; i < canvas.image().rgb.size(); i += 3) sum += canvas.image().rgb[i] / 255.0;
  return sum;
}

// Sixteen by eight pixels, one environment unit each.
RasterCanvas small() {
  return RasterCanvas(16, 8);
}

}  // namespace

TEST_CASE("y points upwards, and a rectangle covers exactly its pixels") {
  RasterCanvas canvas = small();
  canvas.rectangle({2, 1}, {5, 3}, white);
  CHECK(at(canvas, 2, 6) == 255);  // the environment's row 1 is the picture's row 6
  CHECK(at(canvas, 4, 5) == 255);
  CHECK(at(canvas, 5, 5) == 0);
  CHECK(at(canvas, 2, 7) == 0);
  CHECK(at(canvas, 1, 6) == 0);
  CHECK(area(canvas) == 6);
}

TEST_CASE("pixels covered in part are mixed by the part") {
  RasterCanvas canvas = small();
  canvas.rectangle({2.5, 1}, {4.25, 2}, white);
  CHECK(at(canvas, 2, 6) == 128);
  CHECK(at(canvas, 3, 6) == 255);
  CHECK(at(canvas, 4, 6) == 64);
  RasterCanvas slanted = small();
  const std::array<Point, 3> triangle = {Point{0, 8}, {0, 6}, {2, 8}};
  slanted.polygon(triangle, white);
  CHECK(at(slanted, 0, 0) == 255);
  CHECK(at(slanted, 1, 0) == 128);
  CHECK(at(slanted, 0, 1) == 128);
  CHECK(at(slanted, 1, 1) == 0);
}

TEST_CASE("transparent colours mix, and which way a polygon runs does not matter") {
  RasterCanvas canvas = small();
  canvas.rectangle({0, 0}, {4, 4}, half);
  CHECK(at(canvas, 1, 6) == 128);
  canvas.rectangle({0, 0}, {4, 4}, half);
  CHECK(at(canvas, 1, 6) == 192);
  const std::array<Point, 4> clockwise = {Point{8, 0}, {8, 4}, {12, 4}, {12, 0}};
  canvas.polygon(clockwise, white);
  CHECK(at(canvas, 9, 5) == 255);
}

TEST_CASE("a polygon with a notch leaves the notch free") {
  RasterCanvas canvas = small();
  const std::array<Point, 5> arrow = {Point{0, 0}, {8, 4}, {0, 8}, {4, 4}, {0, 0}};
  canvas.polygon(arrow, white);
  CHECK(at(canvas, 1, 4) == 0);
  CHECK(at(canvas, 5, 4) == 255);
  CHECK(area(canvas) == doctest::Approx(16).epsilon(0.01));
}

TEST_CASE("shapes beyond the picture are cut at its borders") {
  RasterCanvas canvas = small();
  canvas.rectangle({-100, -100}, {3, 100}, white);
  CHECK(area(canvas) == 3 * 8);
  canvas.rectangle({14, -5}, {1000, 5}, white);
  CHECK(area(canvas) == 3 * 8 + 2 * 5);
  canvas.rectangle({50, 50}, {60, 60}, white);
  canvas.rectangle({-60, 0}, {-50, 8}, white);
  CHECK(area(canvas) == 3 * 8 + 2 * 5);
  RasterCanvas slanted = small();  // a square on its corner, around a picture that it covers
  const std::array<Point, 4> big = {Point{-40, 4}, {8, -50}, {60, 4}, {8, 60}};
  slanted.polygon(big, white);
  CHECK(area(slanted) == 16 * 8);
  RasterCanvas corner = small();  // x + y < 6, cut at the left and below
  const std::array<Point, 3> wedge = {Point{-20, -20}, {26, -20}, {-20, 26}};
  corner.polygon(wedge, white);
  CHECK(area(corner) == doctest::Approx(18).epsilon(0.01));
}

TEST_CASE("circles and lines have their areas") {
  RasterCanvas canvas(100, 100);
  canvas.circle({50, 50}, 30, white);
  CHECK(area(canvas) == doctest::Approx(M_PI * 900).epsilon(0.002));
  CHECK(at(canvas, 50, 50) == 255);
  canvas.clear(black);
  canvas.line({20, 20}, {50, 60}, 6, white);  // 50 long, with round ends
  CHECK(area(canvas) == doctest::Approx(50 * 6 + M_PI * 9).epsilon(0.01));
  canvas.clear(black);
  canvas.line({20, 50.5}, {70, 50.5}, 0.01, white);
  CHECK(at(canvas, 40, 49) == 255);  // never thinner than a pixel
}

TEST_CASE("the camera fits its rectangle into the picture, centred") {
  RasterCanvas canvas(40, 20);
  canvas.camera({-1, -1}, {1, 1});  // 10 pixels per unit, 10 pixels to spare on either side
  canvas.rectangle({-1, 0}, {0, 1}, white);
  CHECK(area(canvas) == 100);
  CHECK(at(canvas, 10, 0) == 255);
  CHECK(at(canvas, 19, 9) == 255);
  CHECK(at(canvas, 9, 0) == 0);
  CHECK(at(canvas, 19, 10) == 0);
}

TEST_CASE("pictures in the picture are stretched without smoothing") {
  RasterCanvas canvas = small();
  const std::array<std::uint8_t, 12> four = {10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42};
  canvas.pixels({4, 0}, {12, 8}, 2, 2, four);
  CHECK(at(canvas, 3, 0) == 0);
  CHECK(at(canvas, 4, 0) == 10);
  CHECK(at(canvas, 8, 3) == 20);
  CHECK(at(canvas, 7, 4) == 30);
  CHECK(canvas.image().pixel(11, 7)[2] == 42);
  CHECK(at(canvas, 12, 7) == 0);
  canvas.pixels({-4, -4}, {20, 12}, 2, 2, four);  // cut at the borders
  CHECK(at(canvas, 0, 0) == 10);
  CHECK(at(canvas, 15, 7) == 40);
}

TEST_CASE("text stands on its lower left corner and is as high and wide as it says") {
  for (const double height : {8.0, 12.0, 40.0}) {
    RasterCanvas canvas(200, 100);
    canvas.text({20, 30}, height, "HELLO", white);
    const double width = text_width(height, "HELLO");
    int left = 200, right = -1, top = 100, bottom = -1;
    for (int y = 0; y < 100; ++y) {
      for (int x = 0; x < 200; ++x) {
        if (at(canvas, x, y) < 128) continue;
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
      }
    }
    CHECK(left == 20);
    CHECK(bottom == 69);
    CHECK(std::abs(bottom - top + 1 - height) <= 1);
    CHECK(std::abs(right - left + 1 - width) <= 0.15 * width + 1);
  }
}

TEST_CASE("every printable letter shows, and small ones are crisp") {
  for (char letter = '!'; letter <= '~'; ++letter) {
    RasterCanvas canvas(30, 30);
    canvas.text({8, 10}, 12, std::string(1, letter), white);
    CAPTURE(letter);
    CHECK(area(canvas) > 1);
  }
  RasterCanvas canvas(20, 20);
  canvas.text({5.3, 5.3}, 8, "H", white);
  for (int y = 7; y < 13; ++y) {
    CHECK(at(canvas, 4, y) == 0);
    CHECK(at(canvas, 5, y) >= 250);
  }
  CHECK(text_width(6, "00") == text_width(6, "17"));
  CHECK(text_width(6, "") == 0);
}

TEST_CASE("environments draw themselves, the same each time") {
  const EnvRegistry registry = standard_envs();
  const auto env = registry.make("CartPole-v1");
  ObservationBatch observation(env->spec().observation, 1);
  Rng rng(0);
  env->reset(rng, observation[0]);
  const Image image = picture(*env, 120, 80);
  CHECK(image == picture(*env, 120, 80));
  const std::uint8_t* corner = image.pixel(0, 0);
  CHECK(Color{corner[0], corner[1], corner[2]} == palette::paper);
  int orange = 0;
  for (int i = 0; i < 120 * 80; ++i) orange += image.rgb[3 * i] == palette::orange.r;
  CHECK(orange > 50);  // the pole
}

TEST_CASE("a picture without pixels is refused") {
  CHECK_THROWS_AS(RasterCanvas(0, 10), Error);
}
