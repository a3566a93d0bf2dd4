// How Breakout looks.
#include "envs/arcade/pixels/breakout.h"

#include <bit>

namespace gymkhana::pixels {
namespace {

constexpr Color grey{142, 142, 142}, red{200, 72, 72}, black{0, 0, 0};
constexpr std::array<Color, 6> row_colors = {
    {{200, 72, 72}, {198, 108, 58}, {180, 122, 48}, {162, 162, 42}, {72, 160, 72}, {66, 72, 200}}};
constexpr int wall_top = 17, wall_bottom = 196;

}  // namespace

void Breakout::paint(PixelFrame& frame) const {
  frame.clear(black);
  frame.rectangle(0, wall_top, frame_width, ceiling - wall_top, grey);
  frame.rectangle(0, ceiling, field_left, wall_bottom - ceiling, grey);
  frame.rectangle(field_right, ceiling, frame_width - field_right, wall_bottom - ceiling, grey);
  frame.number(68, 5, 4, 2, score_, grey);
  frame.number(112, 5, 4, 2, lives_, grey);
  for (int row = 0; row < brick_rows; ++row) {
    for (std::uint32_t bricks = bricks_[row]; bricks != 0;) {
      const int first = std::countr_zero(bricks), end = first + std::countr_one(bricks >> first);
      frame.rectangle(field_left + first * brick_width, bricks_top + row * brick_height,
                      (end - first) * brick_width, brick_height, row_colors[row]);
      bricks = bricks >> end << end;
    }
  }
  frame.rectangle(to_pixel(paddle_), paddle_top, paddle_width(), paddle_height, red);
  if (in_play_) frame.rectangle(to_pixel(x_), to_pixel(y_), ball_width, ball_height, red);
}

}  // namespace gymkhana::pixels
