// Wrappers that change actions; recorded numbers are from the docstrings of Gymnasium's own wrappers.
#include <doctest/doctest.h>

#include "tests/envs/core/wrappers/slot.h"

using namespace gymkhana;

using Numbers = std::vector<float>;

TEST_CASE("rescale_action maps bounds to bounds") {
  Slot echo = slot("Echo-v0", {{"rescale_action", "-1,1"}});
  CHECK(to_string(echo.env->spec().action) == "Box(-1, 1, (2,), float32)");
  CHECK(echo.env->spec().keys[1].action == Numbers{1, 1});
  echo.reset(0);
  echo.step(Numbers{-1, -1});
  CHECK(echo.seen() == Numbers{-2, 0});
  echo.step(Numbers{0.5, 0.5});
  CHECK(echo.seen() == Numbers{1, 7.5});
  Slot other = slot("Echo-v0", {{"rescale_action", "0, 4"}});
  other.reset(0);
  other.step(Numbers{4, 1});
  CHECK(other.seen() == Numbers{2, 2.5});
}

TEST_CASE("clip_action cuts each number to its own bounds") {
  Slot echo = slot("Echo-v0", {{"clip_action", "true"}});
  CHECK(to_string(echo.env->spec().action) == "Box(-inf, inf, (2,), float32)");
  echo.reset(0);
  echo.step(Numbers{-7, -7});
  CHECK(echo.seen() == Numbers{-2, 0});
  echo.step(Numbers{1, 70});
  CHECK(echo.seen() == Numbers{1, 10});
  CHECK(to_string(slot("Echo-v0", {{"clip_action", "false"}}).env->spec().action) ==
        "Box([-2 0], [2 10], (2,), float32)");
}

TEST_CASE("discretize_action acts with the centres of bins") {
  Slot flat = slot("Echo-v0", {{"discretize_action", "2,5"}});
  CHECK(to_string(flat.env->spec().action) == "Discrete(10)");
  CHECK(flat.env->spec().action_names[6] == "1 3");
  CHECK(flat.env->spec().keys[0].action == Numbers{0});
  CHECK(flat.env->spec().keys[1].action == Numbers{9});
  flat.reset(0);
  flat.step(6);  // 6 = 1 * 5 + 1
  CHECK(flat.seen() == Numbers{1, 3});

  Slot multi = slot("Echo-v0", {{"discretize_action", "4,multi"}});
  CHECK(to_string(multi.env->spec().action) == "MultiDiscrete(4,4)");
  CHECK(multi.env->spec().keys[1].action == Numbers{3, 3});
  multi.reset(0);
  const std::array<std::int32_t, 2> choice = {0, 2};
  multi.step(Action(std::span<const std::int32_t>(choice)));
  CHECK(multi.seen() == Numbers{-1.5, 6.25});
}

TEST_CASE("Gymnasium's Pendulum in ten bins") {
  Slot pendulum(standard_envs(), "Pendulum-v1", {{"discretize_action", "10"}});
  pendulum.reset(42);
  pendulum.step(3);
  CHECK(agree(pendulum.seen(), Numbers{-0.17606162f, 0.9843792f, 0.5292768f}));
}

TEST_CASE("sticky_action draws as Gymnasium's does") {
  Slot cart(standard_envs(), "CartPole-v1", {{"sticky_action", "0.9"}});
  CHECK(agree(cart.reset(123), Numbers{0.01823519f, -0.0446179f, -0.02796401f, -0.03156282f}));
  for (const int action : {1, 0, 1}) cart.step(action);
  CHECK(agree(cart.seen(), Numbers{0.02728892f, 0.5420062f, -0.04794393f, -0.9380709f}));
  cart.step(0);
  CHECK(agree(cart.seen(), Numbers{0.03812904f, 0.34756234f, -0.06670535f, -0.6608303f}));
}

TEST_CASE("a repetition lasts as long as drawn, and the first action of an episode is always obeyed") {
  Slot slow = slot("Counter-v0", {{"sticky_action", "0.3,3"}}, {{"length", "3000"}});
  slow.reset(1);
  Rng same(1);
  same.random();  // the environment's own draw
  int left = 0, last = 0;
  for (int i = 0; i < 1000; ++i) {
    const int wish = i % 3;
    if (left > 0) {
      --left;
    } else if (i > 0 && same.random() < 0.3) {
      left = 2;
    } else {
      last = wish;
    }
    slow.step(wish);
    REQUIRE(slow.seen()[2] == last);
  }
  slow.reset(1);
  slow.step(2);
  CHECK(slow.seen()[2] == 2);
}

TEST_CASE("repeat_action sums rewards and stops at the end") {
  Slot counter = slot("Counter-v0", {{"repeat_action", "3"}}, {{"length", "5"}});
  counter.reset(0);
  CHECK(counter.step(1).reward == 1 + 2 + 3);
  CHECK(counter.seen()[0] == 3);
  const Step last = counter.step(1);
  CHECK(last.reward == 4 + 5);
  CHECK(last.terminated);
  CHECK(counter.seen()[0] == 5);
}

TEST_CASE("pictures are made for the frames that count only, and the true last one is never missed") {
  for (const char* id : {"Film-v0", "Film-v1"}) {
    Slot plain = slot(id, {}), skipped = slot(id, {{"repeat_action", "2"}});
    plain.reset(3);
    skipped.reset(3);
    double rewards = plain.step(0).reward;
    rewards += plain.step(0).reward;
    Film::pictures = 0;
    CHECK(skipped.step(0).reward == rewards);
    CHECK(Film::pictures == 1);  // for two steps
    CHECK(skipped.seen() == plain.seen());
    const bool cut = std::string(id) == "Film-v1";
    if (!cut) skipped.step(0);
    const Step end = skipped.step(0);  // ends with the first of its two steps
    CHECK(end.terminated == !cut);
    CHECK(end.truncated == cut);
    while (plain.seen()[0] < (cut ? 3 : 5)) rewards = plain.step(0).reward;
    CHECK(end.reward == rewards);
    CHECK(skipped.seen() == plain.seen());
  }
}
