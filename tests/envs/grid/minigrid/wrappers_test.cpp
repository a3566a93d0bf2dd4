// MiniGrid's wrappers, on a map small enough to know every number.
#include "envs/grid/minigrid/wrappers.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "envs/core/registry.h"

using namespace gymkhana;

namespace {

/// An environment after its first reset.
struct WrappedGame {
  explicit WrappedGame(std::unique_ptr<Env> made) : env(std::move(made)), seen(env->spec().observation, 1) {
    env->reset(rng, seen[0]);
  }

  Rng rng{1};
  std::unique_ptr<Env> env;
  ObservationBatch seen;
};

Settings all_on(std::initializer_list<const char*> wrappers) {
  Settings settings;
  for (const char* name : wrappers) settings.emplace_back(name, "true");
  return settings;
}

/// The agent looks right, at a goal two cells ahead.
WrappedGame corridor(std::initializer_list<const char*> wrappers) {
  return WrappedGame(
      standard_envs().make("Gymkhana/MapWorld-v0", {{"map", "#####/#>.G#/#####"}}, all_on(wrappers)));
}

}  // namespace

TEST_CASE("image_only leaves the 147 numbers of the image") {
  WrappedGame env = corridor({"image_only"});
  CHECK(to_string(env.env->spec().observation) == to_string(bytes({7, 7, 3})));
  const auto image = env.seen[0].bytes();
  CHECK(image[(3 * 7 + 4) * 3] == 8);  // the goal, straight ahead
  env.env->step(Action(2), env.rng, env.seen[0]);
  CHECK(image[(3 * 7 + 4) * 3] == 2);  // the wall behind it
}

TEST_CASE("one_hot_image sets one of each group per cell, in a Dict or alone") {
  for (const bool alone : {false, true}) {
    WrappedGame env = alone ? corridor({"image_only", "one_hot_image"}) : corridor({"one_hot_image"});
    const auto image = env.seen[0].bytes(0);
    REQUIRE(image.size() == 49 * 20);
    const auto goal = image.subspan((3 * 7 + 4) * 20, 20);
    CHECK(std::ranges::count(image, 1) == 49 * 3);
    CHECK(goal[8] == 1);       // kind
    CHECK(goal[11 + 1] == 1);  // green
    CHECK(goal[17] == 1);      // no door
  }
  CHECK(corridor({"one_hot_image"}).seen[0].bytes(2)[0] == 'g');  // "get to the goal"
}

TEST_CASE("flat_observation spells the mission behind the image") {
  WrappedGame env = corridor({"flat_observation"});
  const auto numbers = env.seen[0].bytes();
  REQUIRE(numbers.size() == 147 + 96 * 28);
  CHECK(numbers[(3 * 7 + 4) * 3] == 8);
  CHECK(numbers[147 + 6] == 1);            // g
  CHECK(numbers[147 + 28 + 4] == 1);       // e
  CHECK(numbers[147 + 3 * 28 + 26] == 1);  // blank
  CHECK(std::ranges::count(numbers.subspan(147), 1) == 15);
}

TEST_CASE("fully_observable shows the whole grid and the agent in it") {
  WrappedGame env = corridor({"fully_observable"});
  const auto image = env.seen[0].bytes(0);
  REQUIRE(image.size() == 5 * 3 * 3);
  const auto cell = [&](int x, int y) { return image.subspan((x * 3 + y) * 3, 3); };
  CHECK(cell(0, 0)[0] == 2);
  CHECK(cell(1, 1)[0] == 10);
  CHECK(cell(3, 1)[0] == 8);
  env.env->step(Action(1), env.rng, env.seen[0]);
  CHECK(cell(1, 1)[2] == 1);
  CHECK(env.seen[0].integers(1)[0] == 1);
  CHECK(env.seen[0].bytes(2)[0] == 'g');
}

TEST_CASE("one_hot_image after fully_observable has room for the agent's direction") {
  WrappedGame env = corridor({"fully_observable", "image_only", "one_hot_image"});
  const auto image = env.seen[0].bytes();
  REQUIRE(image.size() == 5 * 3 * 21);
  env.env->step(Action(0), env.rng, env.seen[0]);
  const auto agent = image.subspan((1 * 3 + 1) * 21, 21);
  CHECK(agent[10] == 1);
  CHECK(agent[17 + 3] == 1);  // looks up
  CHECK(std::ranges::count(image, 1) == 15 * 3);
}

TEST_CASE("wrappers say what they need") {
  CHECK_THROWS_AS(standard_envs().make("CartPole-v1", {}, all_on({"image_only"})), Error);
  CHECK_THROWS_AS(standard_envs().make("CartPole-v1", {}, all_on({"fully_observable"})), Error);
  CHECK_THROWS_AS(corridor({"image_only", "fully_observable"}), Error);
  CHECK_THROWS_AS(corridor({"image_only", "flat_observation"}), Error);
  CHECK_THROWS_WITH_AS(standard_envs().make("Gymkhana/Pong-v0", {}, all_on({"one_hot_image"})),
                       doctest::Contains("needs a MiniGrid world"), Error);
  CHECK_THROWS_WITH_AS(WrappedGame(standard_envs().make("Gymkhana/MapWorld-v0",
                                                        {{"map", "#####/#>.G#/#####"}, {"mission", "a[b"}},
                                                        all_on({"flat_observation"}))),
                       doctest::Contains("has the letter '['"), Error);
}
