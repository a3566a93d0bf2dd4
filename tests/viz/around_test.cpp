// What is around a driver: told by the environment in every mode, drawn on its picture and from above.
#include "viz/around.h"

#include <cmath>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"

namespace gymkhana::viz {
namespace {

/// A driver with an edge ahead, another to the left, and nothing to the right.
Surroundings crossing() {
  const double quarter = std::acos(-1) / 2;
  return {.reach = 60,
          .rays = {{quarter, 10, true}, {0, 30, false}, {-quarter, 60, false}},
          .half_width = 5,
          .way = {{0, 10}, {0, 20}},
          .others = {{{-12, -1}, {-10, -1}, {-10, 1}, {-12, 1}}},
          .seat = {500, 200},
          .scale = 2};
}

TEST_CASE("environments with a driver tell what is around it, also from within wrappers") {
  const EnvRegistry envs = standard_envs();
  CHECK(surrounded(*envs.make("CarRacing-v3")));
  CHECK(surrounded(*envs.make("CarRacing-v3", {{"observation", "semantic"}})));
  CHECK(surrounded(*envs.make("Gymkhana/CarTraffic-v0")));
  CHECK(surrounded(*envs.make("CarRacing-v3", {}, {{"grayscale", "true"}, {"frame_stack", "4"}})));
  CHECK_FALSE(surrounded(*envs.make("CartPole-v1")));
}

TEST_CASE("on the picture, rays start at the seat and have the picture's scale") {
  test::RecordingCanvas canvas;
  draw_on_env(canvas, crossing());
  const test::Shape &left = canvas.shapes[0], &ahead = canvas.shapes[2], &right = canvas.shapes[4];
  CHECK(left.points[0].x == 500);
  CHECK(left.points[1].x == doctest::Approx(480));
  CHECK(left.points[1].y == doctest::Approx(200));
  CHECK(ahead.points[1].y == doctest::Approx(260));
  CHECK(right.points[1].x == doctest::Approx(620));
  CHECK(left.color.r == palette::red.r);
  CHECK(ahead.color.r == palette::blue.r);
  CHECK(canvas.last("circle", palette::blue).points[0].y == doctest::Approx(260));  // none at 60
  CHECK(canvas.last("circle", palette::orange).points[0].y == doctest::Approx(240));
  const test::Shape outline = canvas.last("line", palette::red);
  CHECK(outline.points[1].x == doctest::Approx(476));
  CHECK(outline.points[1].y == doctest::Approx(198));
}

TEST_CASE("from above, everything within reach is on the chart") {
  test::RecordingCanvas canvas;
  canvas.camera({0, 0}, {268, 190});
  draw_from_above(canvas, {0, 0, 268, 190}, crossing());
  CHECK(canvas.all_in_sight(0.001));
  CHECK(canvas.last("polygon", palette::red).points.size() == 4);
  CHECK(canvas.last("polygon", palette::ink).points.size() == 3);
  CHECK(canvas.last("line", palette::mist).size == doctest::Approx(10 * 268 / 120.0));
  test::RecordingCanvas empty;
  draw_from_above(empty, {0, 0, 268, 190}, {});
  CHECK(empty.count("line") == 0);
}

}  // namespace
}  // namespace gymkhana::viz
