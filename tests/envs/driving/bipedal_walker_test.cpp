// BipedalWalker by hand: its grounds, falling, torque's price, saving.
#include "envs/driving/bipedal_walker.h"

#include <malloc.h>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "envs/core/registry.h"
#include "envs/driving/walker_terrain.h"
#include "tests/support/recording_canvas.h"

using namespace gymkhana;

namespace {

Step act(BipedalWalker& env, Rng& rng, Observation seen, std::array<float, 4> torques) {
  return env.step(Action(std::span<const float>(torques)), rng, seen);
}

}  // namespace

TEST_CASE("the ground begins flat, and obstacles stand on hardcore ground only") {
  Rng rng(1);
  const WalkerTerrain plain = draw_terrain(rng, false), hard = draw_terrain(rng, true);
  REQUIRE(plain.surface.size() == 200);
  for (int i = 0; i < kStartPad; ++i) CHECK(plain.surface[i].y == doctest::Approx(kTerrainHeight));
  CHECK(plain.surface[150].y != plain.surface[0].y);
  CHECK(plain.blocks.empty());
  CHECK(hard.blocks.size() > 5);
}

TEST_CASE("stairs rise or fall by one step at a time, pits are four deep") {
  bool deep = false;
  for (int seed = 0; seed < 20; ++seed) {
    Rng rng(seed);
    const WalkerTerrain hard = draw_terrain(rng, true);
    for (std::size_t i = 1; i < hard.surface.size(); ++i) {
      const double drop = (hard.surface[i - 1].y - hard.surface[i].y) / kTerrainStep;
      CHECK(drop < 4.2);
      deep = deep || drop > 3.8;
    }
  }
  CHECK(deep);
}

TEST_CASE("a walker that only pushes falls, for -100") {
  BipedalWalker env({});
  Rng rng(2);
  env.reset(rng, {});
  Step step;
  for (int i = 0; i < 1600 && !step.terminated; ++i) step = act(env, rng, {}, {1, 1, 1, 1});
  CHECK(step.terminated);
  CHECK(step.reward == -100);
}

TEST_CASE("a loaded walker goes on as the saved one") {
  BipedalWalker saved({.hardcore = true}), loaded({.hardcore = true});
  ObservationBatch seen(saved.spec().observation, 2);
  Rng rng(3);
  saved.reset(rng, seen[0]);
  for (int i = 0; i < 20; ++i) act(saved, rng, seen[0], {0.3f, -0.2f, 0.1f, 0.5f});
  load_state(loaded, save_state(saved));
  for (int i = 0; i < 5; ++i) {
    const Step step = act(saved, rng, seen[0], {-0.3f, 0.2f, 0.4f, -0.5f});
    CHECK(act(loaded, rng, seen[1], {-0.3f, 0.2f, 0.4f, -0.5f}).reward == step.reward);
  }
  CHECK(std::ranges::equal(seen[0].floats(), seen[1].floats()));
}

TEST_CASE("walkers are freed: memory stays as it is over many episodes") {
  BipedalWalker env({.hardcore = true});
  const auto reset = [&env](int seed) {
    Rng rng(seed);
    env.reset(rng, {});
  };
  for (int i = 0; i < 20; ++i) reset(i);
  const std::size_t before = mallinfo2().uordblks;
  for (int i = 0; i < 200; ++i) reset(i % 20);
  CHECK(mallinfo2().uordblks <= before + 10'000);  // one walker is more than 50 kB
}

TEST_CASE("the picture shows the ground and the walker") {
  BipedalWalker env({});
  Rng rng(4);
  env.reset(rng, {});
  test::RecordingCanvas canvas;
  env.draw(canvas);
  CHECK(canvas.last("polygon", {0, 114, 178}).points.size() == 5);
  CHECK(canvas.last("polygon", palette::green).points.size() > 30);
}
