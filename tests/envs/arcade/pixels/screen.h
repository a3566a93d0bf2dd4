// A pixel game on a screen that tests look at.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "envs/arcade/pixels/pixel_env.h"

namespace gymkhana::pixels {

struct Spot {
  int x = -1, y = -1;
};

template <PixelGame Game>
struct Screen {
  void reset(std::uint64_t seed) {
    rng = Rng(seed);
    game.reset(rng);
    over = false;
    look();
  }

  /// Holds an action for `count` frames, or until the game is over; the sum of the rewards.
  int frames(int count, int action = 0) {
    int total = 0;
    for (int i = 0; i < count && !over; ++i) {
      const Turn turn = game.step(action, rng);
      total += turn.reward;
      over = turn.over;
    }
    look();
    return total;
  }

  void look() {
    PixelFrame frame(rgb, frame_width, frame_height);
    game.paint(frame);
  }

  bool is(Color color, int x, int y) const {
    const std::uint8_t* pixel = rgb.data() + (y * frame_width + x) * 3;
    return Color{pixel[0], pixel[1], pixel[2]} == color;
  }

  /// The first pixel of a colour within a rectangle, in reading order.
  Spot find(Color color, int left, int top, int width, int height) const {
    for (int y = top; y < top + height; ++y) {
      for (int x = left; x < left + width; ++x) {
        if (is(color, x, y)) return {x, y};
      }
    }
    return {};
  }

  int count(Color color, int left, int top, int width, int height) const {
    int count = 0;
    for (int y = top; y < top + height; ++y) {
      for (int x = left; x < left + width; ++x) count += is(color, x, y);
    }
    return count;
  }

  Game game;
  Rng rng;
  bool over = false;
  std::vector<std::uint8_t> rgb = std::vector<std::uint8_t>(frame_size);
};

}  // namespace gymkhana::pixels
