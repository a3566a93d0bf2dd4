// A pixel game as an environment, in the Atari 2600's shape: 210 x 160 RGB pixels, 60 frames per second.
//
//   observe   210 x 160 x 3 bytes: the picture after the frame
//   act       the game's own buttons, held for one frame; frame skipping is a wrapper's (max_and_skip)
//   info      lives: balls or lives left; 0 in games that have none
//
// A game is a value that knows its rules and, apart from them, how to paint itself.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "envs/arcade/turn.h"
#include "envs/core/env.h"
#include "envs/core/picture/palette.h"
#include "envs/core/picture/pixel_frame.h"

namespace gymkhana::pixels {

inline constexpr int frame_width = 160, frame_height = 210;
inline constexpr int frame_size = frame_width * frame_height * 3;

/// Positions and speeds are whole numbers of 1/16 pixel.
inline constexpr int unit = 16;

constexpr int to_pixel(int units) {
  return units >> 4;
}

/// An action: its name, and the key that takes it ("": none pressed; null: no key does).
struct Button {
  const char* name;
  const char* key = nullptr;
};

template <class T>
concept PixelGame = requires(T game, const T& watched, Rng& rng, PixelFrame& frame, Archive& archive) {
  T::buttons[0].name;
  game.reset(rng);
  { game.step(0, rng) } -> std::same_as<Turn>;
  { watched.lives() } -> std::same_as<int>;
  watched.paint(frame);
  game.serialize(archive);
};

template <PixelGame Game>
class PixelEnv final : public Env {
 public:
  PixelEnv() : Env(describe()) {}

  void reset(Rng& rng, Observation observation) override {
    game_.reset(rng);
    observe(observation);
  }

  Step step(const Action& action, Rng& rng, Observation observation) override {
    const Turn turn = game_.step(action.index(), rng);
    observe(observation);
    return {.reward = static_cast<double>(turn.reward), .terminated = turn.over};
  }

  void draw(Canvas& canvas) const override {
    std::vector<std::uint8_t> rgb(frame_size);
    paint(rgb);
    constexpr double margin = 4;  // pixels
    canvas.camera({-margin, -margin}, {frame_width + margin, frame_height + margin});
    canvas.clear(palette::paper);
    canvas.pixels({0, 0}, {frame_width, frame_height}, frame_width, frame_height, rgb);
  }

  void serialize(Archive& archive) override { archive(game_); }
  void info(std::span<float> values) const override { values[0] = static_cast<float>(game_.lives()); }

 private:
  static EnvSpec describe() {
    EnvSpec spec{.observation = bytes({frame_height, frame_width, 3}),
                 .action = Discrete{static_cast<int>(Game::buttons.size())},
                 .render_fps = 60,
                 .info = {"lives"}};
    for (const Button& button : Game::buttons) {
      const auto action = static_cast<float>(spec.action_names.size());
      spec.action_names.emplace_back(button.name);
      if (button.key != nullptr) spec.keys.push_back({button.key, {action}});
    }
    return spec;
  }

  void paint(std::span<std::uint8_t> rgb) const {
    PixelFrame frame(rgb, frame_width, frame_height);
    game_.paint(frame);
  }

  void observe(Observation observation) const {
    if (!observation.empty()) paint(observation.bytes());
  }

  Game game_;
};

}  // namespace gymkhana::pixels
