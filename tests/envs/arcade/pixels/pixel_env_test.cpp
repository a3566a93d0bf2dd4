// Pixel games as environments: spaces, lives, saving, pictures, the whole Atari preprocessing.
#include "envs/arcade/pixels/pixel_env.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/envs/core/wrappers/slot.h"
#include "tests/support/recording_canvas.h"

namespace gymkhana {
namespace {

const std::vector<std::string> games = {"Gymkhana/Pong-v0", "Gymkhana/Breakout-v0", "Gymkhana/Snake-v0"};

const Settings atari = {{"sticky_action", "0.25"}, {"noop_reset", "30"},   {"max_and_skip", "4"},
                        {"episodic_life", "true"}, {"grayscale", "true"},  {"resize", "84x84"},
                        {"frame_stack", "4"},      {"clip_reward", "-1,1"}};

/// Plays `steps` random steps, resetting at ends.
void play(Slot& slot, Rng& chooser, int steps) {
  const int actions = std::get<Discrete>(slot.env->spec().action).n;
  for (int i = 0; i < steps; ++i) {
    const Step step = slot.step(chooser.choice(actions));
    if (step.terminated || step.truncated) slot.env->reset(slot.rng, slot.observation[0]);
  }
}

}  // namespace

TEST_CASE("pixel games observe what they draw, and count lives") {
  for (const std::string& id : games) {
    CAPTURE(id);
    Slot slot(standard_envs(), id, {});
    CHECK(to_string(slot.env->spec().observation) == "Box(0, 255, (210, 160, 3), uint8)");
    CHECK(slot.env->spec().render_fps == 60);
    CHECK(slot.env->spec().info == std::vector<std::string>{"lives"});
    CHECK(slot.env->spec().action_names.at(0) == "noop");
    slot.reset(1);
    Rng chooser(2);
    play(slot, chooser, 100);
    test::RecordingCanvas canvas;
    slot.env->draw(canvas);
    const std::vector<std::uint8_t> rgb = canvas.shapes.back().rgb;
    CHECK(std::vector<float>(rgb.begin(), rgb.end()) == slot.seen());
  }
}

TEST_CASE("a loaded pixel game goes on as the saved one, preprocessed or not") {
  for (const std::string& id : games) {
    for (const Settings& wrappers : {Settings{}, atari}) {
      CAPTURE(id);
      Slot played(standard_envs(), id, wrappers), loaded(standard_envs(), id, wrappers);
      played.reset(1);
      loaded.reset(2);
      Rng chooser(3);
      play(played, chooser, 150);
      load_state(*loaded.env, save_state(*played.env));
      loaded.rng = played.rng;
      Rng same = chooser;
      play(played, chooser, 150);
      play(loaded, same, 150);
      CHECK(played.seen() == loaded.seen());
      CHECK(played.rng == loaded.rng);
    }
  }
}

TEST_CASE("the Atari preprocessing gives 84 x 84 x 4 bytes and rewards within one") {
  Slot pong(standard_envs(), "Gymkhana/Pong-v0", atari);
  CHECK(to_string(pong.env->spec().observation) == "Box(0, 255, (84, 84, 4), uint8)");
  const std::vector<float> first = pong.reset(0);
  for (int pixel = 0; pixel < 84 * 84; ++pixel) REQUIRE(first[4 * pixel] == first[4 * pixel + 3]);
  for (int i = 0; i < 40; ++i) pong.step(2);
  const std::vector<float> later = pong.seen();
  CHECK(later[4 * (84 * 40)] == 87);  // the court: .299 * 144 + .587 * 72 + .114 * 17
}

TEST_CASE("Breakout loses lives one by one, for an agent with episodic_life too") {
  Slot breakout(standard_envs(), "Gymkhana/Breakout-v0", {{"episodic_life", "true"}, {"fire_reset", "true"}});
  breakout.reset(0);
  std::vector<float> lives(1);
  for (float left = 4; left >= 0; --left) {
    Step step;
    while (!step.terminated) step = breakout.step(3);
    breakout.env->info(lives);
    CHECK(lives[0] == left);
    breakout.env->reset(breakout.rng, breakout.observation[0]);
  }
  breakout.env->info(lives);
  CHECK(lives[0] == 5);
}

}  // namespace gymkhana
