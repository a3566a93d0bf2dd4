// From keys to actions.
#include "viz/hands.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "envs/core/registry.h"

namespace gymkhana::viz {
namespace {

EnvSpec steering() {
  return {.action = box({-1, 0}, {1, 1}),
          .keys = {{"", {0, 0}}, {"left", {-1, 0}}, {"right", {1, 0}}, {"up", {0, 1}}, {"a", {0, 0.7f}}}};
}

std::vector<float> values(Hands& hands) {
  const auto action = hands.take();
  REQUIRE(action);
  return {action->values().begin(), action->values().end()};
}

TEST_CASE("several keys of a Box add up, within its bounds") {
  Hands hands(steering());
  CHECK_FALSE(hands.waits());
  CHECK(values(hands) == std::vector<float>{0, 0});
  hands.press("left");
  hands.press("up");
  CHECK(values(hands) == std::vector<float>{-1, 1});
  hands.press("a");
  CHECK(values(hands) == std::vector<float>{-1, 1});
  hands.release("left");
  hands.release("up");
  CHECK(values(hands) == std::vector<float>{0, 0.7f});
  hands.release_all();
  CHECK(values(hands) == std::vector<float>{0, 0});
}

TEST_CASE("keys add up in rescaled units, too") {
  const auto world = standard_envs().make("CarRacing-v3", {}, {{"rescale_action", "true"}});
  Hands hands(world->spec());
  CHECK(values(hands) == std::vector<float>{0, -1, -1});
  hands.press("left");
  hands.press("up");
  CHECK(values(hands) == std::vector<float>{-1, 1, -1});
  CHECK(hands.meanings()[0].meaning == "steering -");
}

TEST_CASE("who presses no key does nothing, where that is an action") {
  const EnvRegistry envs = standard_envs();
  for (const EnvEntry& entry : envs.entries()) {
    CAPTURE(entry.info.id);
    const auto world = envs.make(entry.info.id);
    const std::vector<std::string>& names = world->spec().action_names;
    const bool idles = std::ranges::any_of(
        names, [](const std::string& name) { return name == "nothing" || name == "none" || name == "noop"; });
    if (idles && !world->spec().keys.empty()) CHECK_FALSE(Hands(world->spec()).waits());
  }
}

TEST_CASE("keys say what they do, and share a line where that is the same") {
  const auto meaning = [](const Hands& hands, const std::string& keys) {
    for (const HelpLine& line : hands.meanings()) {
      if (line.keys == keys) return line.meaning;
    }
    return std::string("none");
  };
  EnvSpec spec = steering();
  spec.action_names = {"steer", "gas"};
  const Hands driver(spec);
  CHECK(meaning(driver, "left") == "steer -");
  CHECK(meaning(driver, "up, a") == "gas +");
  CHECK(driver.meanings().size() == 3);
  const Hands walker(standard_envs().make("MiniGrid-Empty-5x5-v0")->spec());
  CHECK(meaning(walker, "up") == "forward");
}

TEST_CASE("of whole-number actions the last key counts") {
  Hands hands({.action = Discrete{3}, .keys = {{"", {1}}, {"left", {0}}, {"right", {2}}}});
  hands.press("left");
  hands.press("right");
  CHECK(hands.take()->index() == 2);
  hands.release("right");
  CHECK(hands.take()->index() == 0);
  hands.release("left");
  CHECK(hands.take()->index() == 1);
}

TEST_CASE("a short tap between two steps is not lost") {
  Hands hands({.action = Discrete{2}, .keys = {{"", {0}}, {"space", {1}}}});
  hands.press("space");
  hands.release("space");
  CHECK(hands.take()->index() == 1);
  CHECK(hands.take()->index() == 0);
}

TEST_CASE("a world without an idle action waits") {
  Hands hands({.action = Discrete{2}, .keys = {{"left", {0}}, {"right", {1}}}});
  CHECK(hands.waits());
  CHECK_FALSE(hands.take());
  hands.press("right");
  CHECK(hands.take_tap()->index() == 1);
  CHECK_FALSE(hands.take_tap());
  CHECK(hands.take()->index() == 1);  // it is still held
  hands.press("unknown");
  CHECK_FALSE(hands.knows("unknown"));
  CHECK(hands.names() == "left, right");
}

TEST_CASE("a person can play every world, by keys whose actions it allows") {
  for (const std::string& id : standard_envs().ids()) {
    const EnvSpec spec = standard_envs().make(id)->spec();
    CHECK_MESSAGE(!spec.keys.empty(), id);
    Hands hands(spec);
    for (const Key& key : spec.keys) {
      hands.press(key.key);
      if (const auto action = hands.take())
        CHECK_NOTHROW_MESSAGE(check_action(spec.action, *action), id, " ", key.key);
      hands.release_all();
    }
  }
}

}  // namespace
}  // namespace gymkhana::viz
