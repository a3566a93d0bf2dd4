#include "envs/classic/acrobot.h"

#include <cmath>
#include <numbers>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/support/recording_canvas.h"
#include "tests/support/trial.h"

using namespace gymkhana;
using test::Trial;

namespace {

constexpr double kPi = std::numbers::pi;

// Kinetic and potential energy of two links of 1 kg, 1 m and 1 kg m^2, centres of mass half way.
double energy(const std::array<double, 4>& state) {
  const auto [angle1, angle2, speed1, speed2] = state;
  const double turn = speed1 + speed2;  // of the second link
  const double centre2 = speed1 * speed1 + 0.25 * turn * turn + std::cos(angle2) * speed1 * turn;
  const double kinetic = 0.5 * (1.25 * speed1 * speed1 + turn * turn + centre2);
  const double potential = -9.8 * (1.5 * std::cos(angle1) + 0.5 * std::cos(angle1 + angle2));
  return kinetic + potential;
}

}  // namespace

TEST_CASE("the first observation is made of numpy's single-precision cosine and sine") {
  Trial trial{Acrobot()};
  trial.reset(835);
  CHECK(trial[0] == 0.9974733591079712f);  // the nearest float to the cosine is 0.9974734187126160
  trial.reset(1506);
  CHECK(trial[1] == -0.08357064425945282f);  // and here to the sine, -0.08357065171003342
}

TEST_CASE("without torque the links at rest stay, and moving ones keep their energy") {
  Trial trial{Acrobot()};
  trial.place(0.0, 0.0, 0.0, 0.0);
  CHECK(trial.step(1).reward == -1);
  for (const int i : {0, 2}) CHECK(trial[i] == 1.f);
  for (const int i : {1, 3, 4, 5}) CHECK(trial[i] == doctest::Approx(0));

  const std::array<double, 4> start = {0.4, -0.6, 0.5, 0.8};
  trial.place(start[0], start[1], start[2], start[3]);
  trial.step(1);
  CHECK(trial.state<double, 4>()[1] != start[1]);
  CHECK(energy(trial.state<double, 4>()) == doctest::Approx(energy(start)).epsilon(1e-4));
}

TEST_CASE("torque at the elbow turns the second link, and the first against it") {
  Trial trial{Acrobot()};
  trial.place(0.0, 0.0, 0.0, 0.0);
  trial.step(2);
  CHECK(trial[5] > 0);
  CHECK(trial[4] < 0);
  const float forward = trial[5];
  trial.place(0.0, 0.0, 0.0, 0.0);
  trial.step(0);
  CHECK(trial[5] == doctest::Approx(-forward));
}

TEST_CASE("an episode ends when the tip is a link's length above the pivot, and that step is free") {
  Trial trial{Acrobot()};
  trial.place(kPi, 0.0, 0.0, 0.0);
  const Step up = trial.step(1);
  CHECK(up.terminated);
  CHECK(up.reward == 0);
  trial.place(kPi / 2, 0.0, 0.0, 0.0);
  const Step level = trial.step(1);
  CHECK_FALSE(level.terminated);
  CHECK(level.reward == -1);
}

TEST_CASE("angles are wrapped and speeds bounded") {
  Trial trial{Acrobot()};
  trial.place(3.0, -3.0, 12.0, -28.0);
  for (int i = 0; i < 20; ++i) {
    trial.step(2);
    const auto [angle1, angle2, speed1, speed2] = trial.state<double, 4>();
    REQUIRE(std::abs(angle1) <= kPi);
    REQUIRE(std::abs(angle2) <= kPi);
    REQUIRE(std::abs(speed1) <= 4 * kPi);
    REQUIRE(std::abs(speed2) <= 9 * kPi);
  }
}

TEST_CASE("the picture hangs the second link on the first") {
  Trial trial{Acrobot()};
  trial.place(kPi / 2, kPi / 2, 0.0, 0.0);
  test::RecordingCanvas canvas;
  trial.env().draw(canvas);
  const Point tip = canvas.last("circle", palette::orange).points.at(0);
  CHECK(tip.x == doctest::Approx(1));
  CHECK(tip.y == doctest::Approx(1));
}
