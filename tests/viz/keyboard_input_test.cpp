// From keys to actions.
#include "viz/keyboard_input.h"

#include <algorithm>

#include <doctest/doctest.h>

#include "envs/core/registry.h"

namespace gymkhana::viz {
namespace {

EnvSpec steering() {
  return {.action = box({-1, 0}, {1, 1}),
          .keys = {{"", {0, 0}}, {"left", {-1, 0}}, {"right", {1, 0}}, {"up", {0, 1}}, {"a", {0, 0.7f}}}};
}

std::vector<float> values(KeyboardInput& keyboard) {
  const auto action = keyboard.take();
  REQUIRE(action);
  return {action->values().begin(), action->values().end()};
}

TEST_CASE("several keys of a Box add up, within its bounds") {
  KeyboardInput keyboard(steering());
  CHECK_FALSE(keyboard.waits());
  CHECK(values(keyboard) == std::vector<float>{0, 0});
  keyboard.press("left");
  keyboard.press("up");
  CHECK(values(keyboard) == std::vector<float>{-1, 1});
  keyboard.press("a");
  CHECK(values(keyboard) == std::vector<float>{-1, 1});
  keyboard.release("left");
  keyboard.release("up");
  CHECK(values(keyboard) == std::vector<float>{0, 0.7f});
  keyboard.release_all();
  CHECK(values(keyboard) == std::vector<float>{0, 0});
}

TEST_CASE("keys add up in rescaled units, too") {
  const auto env = standard_envs().make("CarRacing-v3", {}, {{"rescale_action", "true"}});
  KeyboardInput keyboard(env->spec());
  CHECK(values(keyboard) == std::vector<float>{0, -1, -1});
  keyboard.press("left");
  keyboard.press("up");
  CHECK(values(keyboard) == std::vector<float>{-1, 1, -1});
  CHECK(keyboard.meanings()[0].meaning == "steering -");
}

TEST_CASE("who presses no key does nothing, where that is an action") {
  const EnvRegistry envs = standard_envs();
  for (const EnvEntry& entry : envs.entries()) {
    CAPTURE(entry.info.id);
    const auto env = envs.make(entry.info.id);
    const std::vector<std::string>& names = env->spec().action_names;
    const bool idles = std::ranges::any_of(
        names, [](const std::string& name) { return name == "nothing" || name == "none" || name == "noop"; });
    if (idles && !env->spec().keys.empty()) CHECK_FALSE(KeyboardInput(env->spec()).waits());
  }
}

TEST_CASE("keys say what they do, and share a line where that is the same") {
  const auto meaning = [](const KeyboardInput& keyboard, const std::string& keys) {
    for (const HelpLine& line : keyboard.meanings()) {
      if (line.keys == keys) return line.meaning;
    }
    return std::string("none");
  };
  EnvSpec spec = steering();
  spec.action_names = {"steer", "gas"};
  const KeyboardInput driver(spec);
  CHECK(meaning(driver, "left") == "steer -");
  CHECK(meaning(driver, "up, a") == "gas +");
  CHECK(driver.meanings().size() == 3);
  const KeyboardInput walker(standard_envs().make("MiniGrid-Empty-5x5-v0")->spec());
  CHECK(meaning(walker, "up") == "forward");
}

TEST_CASE("of whole-number actions the last key counts") {
  KeyboardInput keyboard({.action = Discrete{3}, .keys = {{"", {1}}, {"left", {0}}, {"right", {2}}}});
  keyboard.press("left");
  keyboard.press("right");
  CHECK(keyboard.take()->index() == 2);
  keyboard.release("right");
  CHECK(keyboard.take()->index() == 0);
  keyboard.release("left");
  CHECK(keyboard.take()->index() == 1);
}

TEST_CASE("a short tap between two steps is not lost") {
  KeyboardInput keyboard({.action = Discrete{2}, .keys = {{"", {0}}, {"space", {1}}}});
  keyboard.press("space");
  keyboard.release("space");
  CHECK(keyboard.take()->index() == 1);
  CHECK(keyboard.take()->index() == 0);
}

TEST_CASE("an environment without an idle action waits") {
  KeyboardInput keyboard({.action = Discrete{2}, .keys = {{"left", {0}}, {"right", {1}}}});
  CHECK(keyboard.waits());
  CHECK_FALSE(keyboard.take());
  keyboard.press("right");
  CHECK(keyboard.take_tap()->index() == 1);
  CHECK_FALSE(keyboard.take_tap());
  CHECK(keyboard.take()->index() == 1);  // it is still held
  keyboard.press("unknown");
  CHECK_FALSE(keyboard.knows("unknown"));
  CHECK(keyboard.names() == "left, right");
}

TEST_CASE("a person can play every environment, by keys whose actions it allows") {
  for (const std::string& id : standard_envs().ids()) {
    const EnvSpec spec = standard_envs().make(id)->spec();
    CHECK_MESSAGE(!spec.keys.empty(), id);
    KeyboardInput keyboard(spec);
    for (const Key& key : spec.keys) {
      keyboard.press(key.key);
      if (const auto action = keyboard.take())
        CHECK_NOTHROW_MESSAGE(check_action(spec.action, *action), id, " ", key.key);
      keyboard.release_all();
    }
  }
}

}  // namespace
}  // namespace gymkhana::viz
