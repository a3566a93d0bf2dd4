#include "envs/classic/mountain_car.h"

#include <cmath>

#include <doctest/doctest.h>

#include "envs/classic/mountain_car_continuous.h"
#include "envs/core/picture/palette.h"
#include "tests/support/recording_canvas.h"
#include "tests/support/trial.h"

using namespace gymkhana;
using test::Trial;

TEST_CASE("the engine adds 0.001 and the slope takes 0.0025 cos(3 x)") {
  Trial trial(MountainCar({}));
  trial.place(-0.5, 0.0);
  const Step step = trial.step(2);
  CHECK(trial[1] == doctest::Approx(0.001 - 0.0025 * 0.0707372017));
  CHECK(trial[0] == doctest::Approx(-0.5 + 0.000823157));
  CHECK(step.reward == -1);
  trial.place(-0.5, 0.0);
  trial.step(1);
  CHECK(trial[1] == doctest::Approx(-0.000176843));
}

TEST_CASE("the left wall stops the car, and nothing is faster than 0.07") {
  Trial trial(MountainCar({}));
  trial.place(-1.19, -0.07);
  trial.step(0);
  CHECK(trial[0] == -1.2f);
  CHECK(trial[1] == 0.f);
  trial.place(-0.5, -0.07);
  trial.step(0);
  CHECK(trial[1] == -0.07f);
  trial.place(0.2, 0.07);  // beyond x = pi / 6 the slope pushes to the right
  trial.step(2);
  CHECK(trial[1] <= 0.07f);
}

TEST_CASE("the flag counts from 0.5 on, with the goal velocity only") {
  Trial trial(MountainCar({}));
  trial.place(0.44, 0.05);
  CHECK_FALSE(trial.step(2).terminated);
  trial.place(0.47, 0.05);
  CHECK(trial.step(2).terminated);
  Trial fast(MountainCar({.goal_velocity = 0.06}));
  fast.place(0.47, 0.05);
  CHECK_FALSE(fast.step(2).terminated);
  fast.place(0.47, 0.065);
  CHECK(fast.step(2).terminated);
}

TEST_CASE("continuous: a force beyond 1 is clipped, and paid for in full") {
  Trial trial(MountainCarContinuous({}));
  trial.place(-0.5, 0.0);
  CHECK(trial.step(3.f).reward == doctest::Approx(-0.9));
  const float clipped = trial[1];
  trial.place(-0.5, 0.0);
  CHECK(trial.step(1.f).reward == doctest::Approx(-0.1));
  CHECK(trial[1] == clipped);
  CHECK(clipped == doctest::Approx(0.0015 - 0.000176843));
}

TEST_CASE("continuous: between steps the state is what was seen, in single precision") {
  Trial trial(MountainCarContinuous({}));
  trial.reset(7);
  CHECK(trial.state<double, 2>()[0] != trial[0]);  // after a reset the state is still in double precision
  trial.step(0.3f);
  CHECK(trial.state<double, 2>()[0] == trial[0]);
  CHECK(trial.state<double, 2>()[1] == trial[1]);
}

TEST_CASE("continuous: the flag stands at 0.45 and gives 100") {
  Trial trial(MountainCarContinuous({}));
  trial.place(0.44, 0.05);
  const Step step = trial.step(0.5f);
  CHECK(step.terminated);
  CHECK(step.reward == doctest::Approx(100 - 0.025));
  trial.place(0.44, -0.05);
  CHECK_FALSE(trial.step(0.5f).terminated);
  Trial fast(MountainCarContinuous({.goal_velocity = 0.06}));
  fast.place(0.44, 0.05);
  CHECK_FALSE(fast.step(0.5f).terminated);
}

TEST_CASE("the picture shows the car on the ground where it is, and the flag at the goal") {
  Trial trial(MountainCar({}));
  trial.place(-0.7, 0.0);
  test::RecordingCanvas canvas;
  trial.env().draw(canvas);
  const auto car = canvas.last("polygon", palette::orange).points;
  REQUIRE(car.size() == 4);
  CHECK((car[0].x + car[1].x) / 2 == doctest::Approx(-0.7).epsilon(0.05));
  CHECK((car[0].y + car[1].y) / 2 == doctest::Approx(0.55 + 0.45 * std::sin(-2.1)).epsilon(0.2));
  CHECK(canvas.last("polygon", palette::green).points.at(0).x == 0.5);
}
