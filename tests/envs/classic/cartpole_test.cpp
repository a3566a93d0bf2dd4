#include "envs/classic/cartpole.h"

#include <cmath>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/support/recording_canvas.h"
#include "tests/support/trial.h"

using namespace gymkhana;
using test::Trial;

TEST_CASE("a push from rest accelerates cart and pole as the equations say") {
  Trial trial(CartPole({}));
  trial.place(0.0, 0.0, 0.0, 0.0);
  const Step step = trial.step(1);
  // push = 10 / 1.1; angular acceleration = -push / (0.5 (4/3 - 0.1 / 1.1)) = -14.634146;
  // acceleration = push + 0.05 * 14.634146 / 1.1 = 9.756098; positions move in the next step only
  CHECK(trial[0] == 0);
  CHECK(trial[1] == doctest::Approx(0.19512195));
  CHECK(trial[2] == 0);
  CHECK(trial[3] == doctest::Approx(-0.29268293));
  CHECK(step.reward == 1);
  CHECK_FALSE(step.terminated);
}

TEST_CASE("an episode ends beyond 2.4 m and beyond 12 degrees, on both sides") {
  Trial trial(CartPole({}));
  const double fall = 12 * 3.14159265358979323846 / 180;
  const auto ends = [&](double x, double velocity, double angle, double turning) {
    trial.place(x, velocity, angle, turning);
    return trial.step(0).terminated;
  };
  CHECK_FALSE(ends(2.39, 0.4, 0, 0));
  CHECK(ends(2.39, 0.6, 0, 0));
  CHECK(ends(-2.39, -0.6, 0, 0));
  CHECK_FALSE(ends(0, 0, fall - 0.001, 0.04));
  CHECK(ends(0, 0, fall - 0.001, 0.06));
  CHECK(ends(0, 0, -fall + 0.001, -0.06));
}

TEST_CASE("Sutton and Barto's reward is 0, and -1 at the fall") {
  Trial trial(CartPole({.sutton_barto_reward = true}));
  trial.place(0.0, 0.0, 0.0, 0.0);
  CHECK(trial.step(1).reward == 0);
  trial.place(2.4, 1.0, 0.0, 0.0);
  CHECK(trial.step(1).reward == -1);
}

TEST_CASE("the picture shows the cart where it is, and the pole's tip where it leans") {
  Trial trial(CartPole({}));
  trial.place(1.0, 0.0, 0.1, 0.0);
  test::RecordingCanvas canvas;
  trial.env().draw(canvas);
  const auto cart = canvas.last("polygon", palette::slate).points;
  CHECK((cart.at(0).x + cart.at(1).x) / 2 == doctest::Approx(1));
  const auto pole = canvas.last("line", palette::orange).points;
  CHECK(pole.at(0).x == doctest::Approx(1));
  CHECK(pole.at(1).x == doctest::Approx(1 + 2 * std::sin(0.1)));
}
