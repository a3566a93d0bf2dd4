// LunarLander by hand: free fall, engines, wind, landing, saving.
#include "envs/driving/lunar_lander.h"

#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"
#include "tests/support/trial.h"

using namespace gymkhana;
using test::Trial;

TEST_CASE("a lander falls as its gravity says") {
  Trial<LunarLander> trial(LunarLander({.gravity = -5}));
  trial.reset(1);
  const float before = trial[3];
  trial.step(0);
  CHECK(trial[3] - before == doctest::Approx(-5 * 0.02 * (400 / 30.0 / 2) / 50).epsilon(1e-3));
}

TEST_CASE("the main engine lifts and costs 0.3") {
  Trial<LunarLander> off(LunarLander({})), on(LunarLander({}));
  off.reset(2);
  on.reset(2);
  for (int i = 0; i < 10; ++i) {
    off.step(0);
    on.step(2);
  }
  CHECK(on[3] > off[3] + 0.1f);
}

TEST_CASE("left and right engines turn opposite ways") {
  Trial<LunarLander> left(LunarLander({})), right(LunarLander({}));
  left.reset(3);
  right.reset(3);
  for (int i = 0; i < 10; ++i) {
    left.step(1);
    right.step(3);
  }
  CHECK(left[5] > right[5] + 0.1f);
}

TEST_CASE("wind moves a lander") {
  Trial<LunarLander> calm(LunarLander({})), windy(LunarLander({.enable_wind = true}));
  calm.reset(4);
  windy.reset(4);
  for (int i = 0; i < 20; ++i) {
    calm.step(0);
    windy.step(0);
  }
  CHECK(std::abs(calm[2] - windy[2]) > 1e-3f);
}

TEST_CASE("hitting the ground ends the episode with -100") {
  Trial<LunarLander> trial(LunarLander({}));
  trial.reset(5);
  Step step;
  for (int i = 0; i < 1000 && !step.terminated; ++i) step = trial.step(0);
  CHECK(step.terminated);
  CHECK(step.reward == -100);
}

TEST_CASE("a loaded lander goes on as the saved one, whoever else drew from its generator") {
  LunarLander saved({.continuous = true, .enable_wind = true}),
      loaded({.continuous = true, .enable_wind = true});
  ObservationBatch seen(saved.spec().observation, 2);
  Rng rng(6);
  saved.reset(rng, seen[0]);
  const std::array action = {0.6f, -0.7f};
  for (int i = 0; i < 30; ++i) {
    saved.step(Action(std::span<const float>(action)), rng, seen[0]);
    rng.random();  // as a wrapper may
  }
  load_state(loaded, save_state(saved));
  Rng copy = rng;
  for (int i = 0; i < 10; ++i) {
    const Step step = saved.step(Action(std::span<const float>(action)), rng, seen[0]);
    CHECK(loaded.step(Action(std::span<const float>(action)), copy, seen[1]).reward == step.reward);
  }
  CHECK(std::ranges::equal(seen[0].floats(), seen[1].floats()));
}

TEST_CASE("a lander refuses what it cannot do") {
  CHECK_THROWS_AS(standard_envs().make("LunarLander-v3", {{"gravity", "1"}}), Error);
  LunarLander env({.continuous = true});
  Rng rng(0);
  env.reset(rng, {});
  const std::array action = {std::numeric_limits<float>::quiet_NaN(), 0.f};
  CHECK_THROWS_WITH_AS(env.step(Action(std::span<const float>(action)), rng, {}),
                       "number 0 of an action is nan; actions must be finite", Error);
  LunarLander discrete({});
  discrete.reset(rng, {});
  CHECK_THROWS_WITH_AS(discrete.step(Action(4), rng, {}), "action 4; this environment takes 0 to 3", Error);
}

TEST_CASE("the picture shows the lander on top and two flags") {
  Trial<LunarLander> trial(LunarLander({}));
  trial.reset(7);
  test::RecordingCanvas canvas;
  trial.env().draw(canvas);
  CHECK(canvas.last("polygon", {0, 114, 178}).points.size() == 6);
  CHECK(canvas.count("line") == 2);
}
