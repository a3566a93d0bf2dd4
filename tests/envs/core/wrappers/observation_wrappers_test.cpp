// Wrappers that change observations and rewards; recorded numbers are from the docstrings of Gymnasium's own.
#include <doctest/doctest.h>

#include "tests/envs/core/wrappers/slot.h"

using namespace gymkhana;

using Numbers = std::vector<float>;

TEST_CASE("frame_stack begins with copies of the first observation and drops the oldest") {
  Slot counter = slot("Counter-v0", {{"frame_stack", "3"}}, {{"length", "9"}});
  CHECK(to_string(counter.env->spec().observation) ==
        "Box(0, [1000 1 2 1000 1 2 1000 1 2], (3, 3), float32)");
  const float drawn = counter.reset(1)[1];
  CHECK(counter.seen() == Numbers{0, drawn, 0, 0, drawn, 0, 0, drawn, 0});
  counter.step(1);
  counter.step(2);
  CHECK(counter.seen() == Numbers{0, drawn, 0, 1, drawn, 1, 2, drawn, 2});
  counter.step(0);
  CHECK(counter.seen() == Numbers{1, drawn, 1, 2, drawn, 2, 3, drawn, 0});
  const float again = counter.reset(2)[1];
  CHECK(counter.seen() == Numbers{0, again, 0, 0, again, 0, 0, again, 0});
}

TEST_CASE("pictures are stacked on their channels") {
  Slot film = slot("Film-v0", {{"frame_stack", "3"}});
  CHECK(to_string(film.env->spec().observation) == "Box(0, 255, (16, 40, 6), uint8)");
  film.reset(0);
  film.step(0);
  film.step(0);
  const Numbers seen = film.seen();
  REQUIRE(seen.size() == 16 * 40 * 6);
  for (std::size_t pixel = 0; pixel < seen.size(); pixel += 6) {
    REQUIRE(Numbers(seen.begin() + pixel, seen.begin() + pixel + 6) == Numbers{0, 100, 1, 101, 2, 102});
  }
}

TEST_CASE("difference shows what changed, from zeros on, also over frames that nobody saw") {
  Slot film = slot("Film-v0", {{"difference", "true"}});
  CHECK(to_string(film.env->spec().observation) == "Box(-1, 1, (16, 40, 2), float32)");
  CHECK(film.reset(0) == Numbers(16 * 40 * 2, 0));
  film.step(0);
  CHECK(film.seen() == Numbers(16 * 40 * 2, 1 / 255.0f));
  film.env->step(Action(0), film.rng, {});
  film.step(0);
  CHECK(film.seen() == Numbers(16 * 40 * 2, 1 / 255.0f));
  CHECK(film.reset(0) == Numbers(16 * 40 * 2, 0));
  CHECK_THROWS_WITH_AS(slot("Echo-v0", {{"difference", "true"}}), doctest::Contains("pictures"), Error);
}

TEST_CASE("frames that nobody looks at enter the stack too") {
  Slot counter = slot("Counter-v0", {{"frame_stack", "2"}}, {{"length", "9"}});
  counter.reset(1);
  counter.env->step(Action(1), counter.rng, {});
  CHECK(counter.seen()[3] == 0);  // not written
  counter.step(1);
  CHECK(counter.seen()[0] == 1);
  CHECK(counter.seen()[3] == 2);
}

TEST_CASE("time_aware appends steps, or their fraction of the limit") {
  Slot steps(standard_envs(), "CartPole-v1", {{"time_aware", "steps"}});
  CHECK(std::get<Box>(steps.env->spec().observation).high.back() == 500);
  CHECK(agree(steps.reset(42), Numbers{0.0273956f, -0.00611216f, 0.03585979f, 0.0197368f, 0}));
  steps.step(0);
  CHECK(agree(steps.seen(), Numbers{0.02727336f, -0.20172954f, 0.03625453f, 0.32351476f, 1}));
  Slot fraction(standard_envs(), "CartPole-v1", {{"time_aware", "fraction"}});
  CHECK(std::get<Box>(fraction.env->spec().observation).high.back() == 1);
  fraction.reset(42);
  fraction.step(0);
  CHECK(agree(fraction.seen(), Numbers{0.02727336f, -0.20172954f, 0.03625453f, 0.32351476f, 0.002f}));
  CHECK(fraction.reset(42)[4] == 0);
}

TEST_CASE("clip_reward cuts, or keeps the sign") {
  Slot clipped = slot("Echo-v0", {{"clip_reward", "-1,0.5"}}),
       sign = slot("Echo-v0", {{"clip_reward", "sign"}});
  clipped.reset(0);
  sign.reset(0);
  const Numbers low = {-2, 0}, small = {0, 0.25}, high = {2, 5}, nothing = {0, 0};
  CHECK(clipped.step(low).reward == -1);
  CHECK(clipped.step(small).reward == 0.25);
  CHECK(clipped.step(high).reward == 0.5);
  CHECK(sign.step(low).reward == -1);
  CHECK(sign.step(small).reward == 1);
  CHECK(sign.step(nothing).reward == 0);
}
