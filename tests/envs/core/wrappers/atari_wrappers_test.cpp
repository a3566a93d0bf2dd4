// The Atari preprocessing: idle starts, skipped frames, lives, fire, grey and small pictures.
#include <doctest/doctest.h>

#include "tests/envs/core/wrappers/slot.h"

using namespace gymkhana;

namespace {

/// A console that shows in its six pixels' first bytes: the frame's number, 200 in odd frames only, the last
/// action, and the lives left. Every sixth frame costs one of three lives and pays 6; all others pay 1.
class Console final : public Env {
 public:
  Console()
      : Env({.observation = bytes({2, 3, 3}),
             .action = Discrete{3},
             .action_names = {"noop", "left", "fire"},
             .info = {"pictures", "lives"}}) {}

  void reset(Rng&, Observation observation) override {
    frame_ = action_ = 0;
    show(observation);
  }
  Step step(const Action& action, Rng&, Observation observation) override {
    ++frame_;
    action_ = action.index();
    show(observation);
    return {.reward = frame_ % 6 == 0 ? 6.0 : 1.0, .terminated = lives() == 0};
  }
  void info(std::span<float> values) const override {
    values[0] = float(pictures_);
    values[1] = float(lives());
  }
  void serialize(Archive& archive) override { archive(frame_, action_); }

 private:
  int lives() const { return 3 - frame_ / 6; }

  void show(Observation observation) {
    if (observation.empty()) return;
    ++pictures_;
    const int numbers[] = {frame_, frame_ % 2 * 200, action_, lives()};
    for (int i = 0; i < 4; ++i) observation.bytes()[3 * i] = static_cast<std::uint8_t>(numbers[i]);
  }

  int frame_ = 0, action_ = 0, pictures_ = 0;
};

/// Console-v0 without a limit, Console-v1 cut at ten frames.
Slot console(const Settings& wrappers, const std::string& id = "Console-v0") {
  EnvRegistry registry;
  registry.add<Console>({"Console-v0", "shows what it does"});
  registry.add<Console>({"Console-v1", "shows what it does, for ten frames", 10});
  return Slot(registry, id, wrappers);
}

float frame(const Slot& slot) {
  return slot.seen()[0];
}
float flicker(const Slot& slot) {
  return slot.seen()[3];
}
float last_action(const Slot& slot) {
  return slot.seen()[6];
}

int pictures(const Slot& slot) {
  std::vector<float> values(slot.env->spec().info.size());
  slot.env->info(values);
  return static_cast<int>(values[0]);
}

}  // namespace

TEST_CASE("max_and_skip shows the brighter of the last two frames and sums rewards") {
  Slot skipping = console({{"max_and_skip", "4"}});
  skipping.reset(0);
  CHECK(skipping.step(1).reward == 4);
  CHECK(frame(skipping) == 4);
  CHECK(flicker(skipping) == 200);  // of frame 3
  CHECK(last_action(skipping) == 1);
  CHECK(pictures(skipping) == 3);  // the first and the last two
  CHECK(skipping.step(0).reward == 1 + 6 + 1 + 1);
}

TEST_CASE("an episode that ends early shows its last frame alone") {
  for (const char* skip : {"5", "10"}) {  // ends on the last frame but one of a group, and on an unseen one
    CAPTURE(skip);
    Slot skipping = console({{"max_and_skip", skip}});
    skipping.reset(0);
    Step step;
    while (!step.terminated) step = skipping.step(0);
    CHECK(frame(skipping) == 18);
    CHECK(flicker(skipping) == 0);
  }
  Slot limited = console({{"max_and_skip", "4"}}, "Console-v1");
  limited.reset(0);
  CHECK(!limited.step(0).truncated);
  CHECK(!limited.step(0).truncated);
  const Step last = limited.step(0);
  CHECK(last.truncated);
  CHECK(last.reward == 2);
  CHECK(frame(limited) == 10);
}

TEST_CASE("max_and_skip 1 changes nothing") {
  Slot plain = console({}), skipping = console({{"max_and_skip", "1"}});
  plain.reset(0);
  skipping.reset(0);
  plain.step(1);
  skipping.step(1);
  CHECK(plain.seen() == skipping.seen());
}

TEST_CASE("noop_reset idles for a drawn number of frames, and makes one picture of them") {
  std::vector<int> counts(6);
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Slot idle = console({{"noop_reset", "5"}});
    idle.reset(seed);
    CHECK(frame(idle) == static_cast<float>(Rng(seed).integers(1, 6)));
    CHECK(pictures(idle) == 1);
    ++counts[static_cast<int>(frame(idle))];
  }
  for (int frames = 1; frames <= 5; ++frames) CHECK(counts[frames] > 0);
}

TEST_CASE("noop_reset starts anew when the episode ends meanwhile") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Slot idle = console({{"noop_reset", "40"}});
    idle.reset(seed);
    CHECK(frame(idle) == static_cast<float>(Rng(seed).integers(1, 41) % 18));
  }
}

TEST_CASE("episodic_life ends at each lost life and goes on with the game") {
  Slot lives = console({{"episodic_life", "true"}});
  lives.reset(0);
  for (int i = 1; i <= 5; ++i) CHECK(!lives.step(1).terminated);
  CHECK(lives.step(1).terminated);
  lives.env->reset(lives.rng, lives.observation[0]);
  CHECK(frame(lives) == 7);  // one idle step on
  CHECK(last_action(lives) == 0);
  for (int i = 8; i <= 11; ++i) CHECK(!lives.step(1).terminated);
  CHECK(lives.step(1).terminated);
  lives.env->reset(lives.rng, lives.observation[0]);
  for (int i = 14; i <= 17; ++i) CHECK(!lives.step(1).terminated);
  CHECK(lives.step(1).terminated);
  lives.env->reset(lives.rng, lives.observation[0]);
  CHECK(frame(lives) == 0);
}

TEST_CASE("a saved episodic_life knows whether the game goes on") {
  Slot played = console({{"episodic_life", "true"}}), loaded = console({{"episodic_life", "true"}});
  played.reset(0);
  for (int i = 0; i < 6; ++i) played.step(1);
  load_state(*loaded.env, save_state(*played.env));
  loaded.env->reset(loaded.rng, loaded.observation[0]);
  CHECK(frame(loaded) == 7);
}

TEST_CASE("fire_reset presses the button called fire") {
  Slot fired = console({{"fire_reset", "true"}});
  fired.reset(0);
  CHECK(frame(fired) == 1);
  CHECK(last_action(fired) == 2);
}

TEST_CASE("grayscale weighs red, green and blue as BT.601 does") {
  Slot gray = console({{"grayscale", "true"}});
  CHECK(to_string(gray.env->spec().observation) == "Box(0, 255, (2, 3, 1), uint8)");
  gray.reset(0);
  for (int i = 0; i < 5; ++i) gray.step(2);
  // Red alone: .299 of 5, 200, 2 and 3.
  CHECK(gray.seen() == std::vector<float>{1, 60, 1, 1, 0, 0});
}

TEST_CASE("resize covers areas") {
  Slot small = console({{"resize", "1x3"}});
  CHECK(to_string(small.env->spec().observation) == "Box(0, 255, (1, 3, 3), uint8)");
  small.reset(0);
  for (int i = 0; i < 5; ++i) small.step(2);
  CHECK(small.seen() ==
        std::vector<float>{4, 0, 0, 100, 0, 0, 1, 0, 0});  // (5 + 3) / 2, (200 + 0) / 2, 2 / 2
}

TEST_CASE("switches that are off leave the environment alone") {
  Slot off = console({{"episodic_life", "false"}, {"fire_reset", "false"}, {"grayscale", "false"}});
  off.reset(0);
  CHECK(frame(off) == 0);
  CHECK(off.seen().size() == 18);
  for (int i = 0; i < 6; ++i) CHECK(!off.step(0).terminated);
}

TEST_CASE("Atari wrappers say what they need") {
  const auto complaint = [](const std::string& id, const std::string& wrapper, const std::string& value) {
    try {
      slot(id, {{wrapper, value}});
    } catch (const Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  const auto says = [](const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
  };
  CHECK(says(complaint("Counter-v0", "max_and_skip", "4"), "needs observations of bytes"));
  CHECK(says(complaint("Film-v0", "max_and_skip", "0"), "must be >= 1"));
  CHECK(says(complaint("Counter-v0", "grayscale", "true"), "needs pictures"));
  CHECK(says(complaint("Film-v0", "grayscale", "true"), "red, green and blue"));
  CHECK(says(complaint("Film-v0", "resize", "84x84"), "must be in [1, 16]"));
  CHECK(says(complaint("Film-v0", "resize", "84"), "say height and width"));
  CHECK(says(complaint("Film-v0", "episodic_life", "true"), "lives"));
  CHECK(says(complaint("Film-v0", "fire_reset", "true"), "an action named \"fire\""));
  CHECK(says(complaint("Echo-v0", "noop_reset", "30"), "needs Discrete actions"));
  CHECK(says(complaint("Echo-v0", "fire_reset", "true"), "needs Discrete actions"));
  CHECK(says(complaint("Film-v0", "noop_reset", "0"), "must be in [1, 10000]"));
}
