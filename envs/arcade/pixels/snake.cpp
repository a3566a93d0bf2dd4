// How Snake looks.
#include "envs/arcade/pixels/snake.h"

#include "envs/core/picture/palette.h"

namespace gymkhana::pixels {
namespace {

constexpr int cell = 8, wall = 8, board_top = 42;
constexpr Color ground{24, 26, 27};

}  // namespace

void Snake::paint(PixelFrame& frame) const {
  constexpr int board = side * cell;
  frame.clear({0, 0, 0});
  frame.rectangle(0, board_top - wall, frame_width, board + 2 * wall, palette::slate);
  frame.rectangle(wall, board_top, board, board, ground);
  frame.number(92, 8, 4, 4, static_cast<int>(body_.size()) - first_length, palette::mist);
  const auto square = [&frame](int at, int gap, Color color) {
    const int left = wall + at % side * cell, top = board_top + at / side * cell;
    frame.rectangle(left + gap, top + gap, cell - 2 * gap, cell - 2 * gap, color);
  };
  for (const int part : body_) square(part, 0, palette::green);
  square(body_.back(), 0, palette::yellow);
  square(food_, 1, palette::red);
}

}  // namespace gymkhana::pixels
