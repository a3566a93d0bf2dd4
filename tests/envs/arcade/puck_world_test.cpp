// PuckWorld against numbers from the original.
#include "envs/arcade/puck_world.h"

#include <array>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"

namespace gymkhana {
namespace {

/// What PuckWorld saves, in its order.
struct State {
  std::array<double, 2> puck, velocity, green, red;
  std::int64_t steps;
  void serialize(Archive& archive) { archive(puck, velocity, green, red, steps); }
};

struct Table {
  explicit Table(const State& state) { load_state(env, save_state(state)); }
  double step(int action) { return env.step(Action(action), rng, seen[0]).reward; }
  void check(const std::array<double, 8>& expected) const {
    for (int i = 0; i < 8; ++i) CHECK(seen.number(0, 0, i) == doctest::Approx(expected[i]).epsilon(1e-6));
  }

  PuckWorld env;
  Rng rng{1};
  ObservationBatch seen{env.spec().observation, 1};
};

const State known = {{0.9, 0.5}, {0.02, -0.01}, {0.2, 0.3}, {0.7, 0.6}, 0};

}  // namespace

TEST_CASE("PuckWorld: the known course of 99 steps") {
  Table table(known);
  constexpr std::array actions = {1, 1, 3, 0, 2, 4};
  for (int step = 1; step <= 99; ++step) {
    const double reward = table.step(actions[(step - 1) % 6]);
    CAPTURE(step);
    if (step == 1) {
      CHECK(reward == doctest::Approx(-0.776907747445).epsilon(1e-11));
      table.check({0.42, -0.01, 0.21, -0.095, -0.72, -0.19, -0.219105573, 0.109552786});
    }
    if (step == 3) {
      CHECK(reward == doctest::Approx(-0.769352764098).epsilon(1e-11));  // bounced off the right wall
      table.check({0.45, -0.028525, -0.1042625, -0.0657375, -0.75, -0.171475, -0.247320345, 0.127176261});
    }
    if (step == 10) CHECK(reward == doctest::Approx(-0.722815699922).epsilon(1e-11));
    if (step == 50) CHECK(reward == doctest::Approx(-0.723853436707).epsilon(1e-11));
    if (step == 99) {
      CHECK(reward == doctest::Approx(-0.742682682806).epsilon(1e-11));
      table.check({0.442566247, -0.186849504, 0.030046735, 0.013424752, -0.742566247, -0.013150496,
                   -0.180293684, 0.210839005});
    }
  }
}

TEST_CASE("PuckWorld: green jumps in every 100th step, drawing x before y") {
  State late = known;
  late.steps = 98;
  Table table(late);
  table.step(4);
  CHECK(table.rng == Rng(1));
  table.step(4);
  Rng reference(1);
  const double x = reference.random(), y = reference.random();
  CHECK(table.rng == reference);
  State after{};
  load_state(after, save_state(table.env));
  CHECK(after.green == std::array{x, y});
}

TEST_CASE("PuckWorld: the start draws place, velocity, green and red") {
  PuckWorld env;
  Rng rng(5), reference(5);
  env.reset(rng, {});
  State start{};
  load_state(start, save_state(env));
  std::array<double, 8> draws;
  for (double& draw : draws) draw = reference.random();
  CHECK(start.puck == std::array{draws[0], draws[1]});
  CHECK(start.velocity == std::array{draws[2] * 0.05 - 0.025, draws[3] * 0.05 - 0.025});
  CHECK(start.green == std::array{draws[4], draws[5]});
  CHECK(start.red == std::array{draws[6], draws[7]});
}

TEST_CASE("PuckWorld: red costs up to 2 at its centre") {
  State near = {{0.5, 0.5}, {0, 0}, {0.5, 0.5}, {0.5, 0.625}, 0};
  Table table(near);
  CHECK(table.step(4) == doctest::Approx(-1));  // halfway to the rim
}

TEST_CASE("PuckWorld: random actions earn about -1.02 per step, as in the original") {
  const auto env = standard_envs().make("Gymkhana/PuckWorld-v0");
  Rng rng(3), chooser(4);
  double total = 0;
  constexpr int steps = 50'000;
  env->reset(rng, {});
  for (int i = 0; i < steps; ++i) total += env->step(Action(chooser.choice(5)), rng, {}).reward;
  CHECK(total / steps == doctest::Approx(-1.02).epsilon(0.1));
}

TEST_CASE("PuckWorld: a picture of both targets, the red disk and the puck, all in sight") {
  Table table(known);
  test::RecordingCanvas canvas;
  table.env.draw(canvas);
  CHECK(canvas.count("circle") == 4);
  CHECK(canvas.last("circle", palette::slate).points[0].y == 0.5);
  CHECK(canvas.last("circle", palette::green).points[0].y == doctest::Approx(0.7));  // y up on a canvas
  CHECK(canvas.all_in_sight(0));
}

}  // namespace gymkhana
