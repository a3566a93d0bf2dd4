#include "envs/classic/pendulum.h"

#include <cmath>
#include <numbers>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/support/recording_canvas.h"
#include "tests/support/trial.h"

using namespace gymkhana;
using test::Trial;

namespace {

void place(Trial<Pendulum>& trial, double angle, double speed) {
  trial.place(angle, speed, 0.0, std::sin(angle));
}

// Python's (x + pi) % (2 pi) - pi, as numpy computes it.
double numpy_normalized(double angle) {
  double rest = std::fmod(angle + std::numbers::pi, 2 * std::numbers::pi);
  if (rest < 0) rest += 2 * std::numbers::pi;
  return rest - std::numbers::pi;
}

}  // namespace

TEST_CASE("gravity turns a horizontal rod with 3 g / 2") {
  Trial trial(Pendulum({}));
  place(trial, std::numbers::pi / 2, 0);
  CHECK(trial.step(0.f).reward == doctest::Approx(-std::numbers::pi * std::numbers::pi / 4));
  CHECK(trial[2] == doctest::Approx(15 * 0.05));
  CHECK(trial[0] == doctest::Approx(std::cos(std::numbers::pi / 2 + 0.0375)));
  CHECK(trial[1] == doctest::Approx(std::sin(std::numbers::pi / 2 + 0.0375)));
  Trial earth(Pendulum({.g = 9.81}));
  place(earth, std::numbers::pi / 2, 0);
  earth.step(0.f);
  CHECK(earth[2] == doctest::Approx(14.715 * 0.05));
}

TEST_CASE("torque adds 3 per N m, is clipped at 2, and costs 0.001 of its square") {
  Trial trial(Pendulum({}));
  place(trial, 0, 0);
  CHECK(trial.step(-5.f).reward == doctest::Approx(-0.004));
  CHECK(trial[2] == doctest::Approx(-6 * 0.05));
}

TEST_CASE("speed costs 0.1 of its square and ends at 8, and no episode ends") {
  Trial trial(Pendulum({}));
  place(trial, 1, 7.9);
  const Step step = trial.step(2.f);
  CHECK(step.reward == doctest::Approx(-(1 + 6.241 + 0.004)));
  CHECK(trial[2] == 8.f);
  CHECK_FALSE(step.terminated);
}

TEST_CASE("whole turns are taken off exactly as numpy does, near and far, both ways") {
  Trial trial(Pendulum({}));
  for (int i = -3000; i <= 3000; ++i) {
    const double angle = i * 0.0731;
    place(trial, angle, 0);
    const double expected = numpy_normalized(angle);
    REQUIRE(trial.step(0.f).reward == -python_square(expected));
  }
}

TEST_CASE("the picture turns the rod counter-clockwise, and shows the torque as an arc") {
  Trial trial(Pendulum({}));
  place(trial, std::numbers::pi / 2, 0);
  test::RecordingCanvas canvas;
  trial.env().draw(canvas);
  const Point tip = canvas.last("line", palette::orange).points.at(1);
  CHECK(tip.x == doctest::Approx(-1));
  CHECK(tip.y == doctest::Approx(0));
  CHECK(canvas.last("line", palette::sky).points.at(1).x == 0);
  trial.step(2.f);
  trial.env().draw(canvas);
  CHECK(canvas.last("line", palette::sky).points.at(1).x == doctest::Approx(-1.15));
}
