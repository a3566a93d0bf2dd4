// Breakout: six rows of bricks worth 7, 7, 4, 4, 1 and 1 from the top, five balls, two walls: 864 in all.
//
// Fire serves a ball. Where it meets the paddle decides its angle. It becomes faster after 4 and 12 returns
// and when it breaks a brick of the upper two rows; the paddle shrinks to a half when the ball reaches the
// ceiling. Both last until the ball is lost. The second wall comes when the ball is returned after the last
// brick of the first; breaking it all ends the game too.
//
// Shape, colours and actions follow the Atari 2600's Breakout (1978) as the Arcade Learning Environment shows
// it; speeds and angles are our own.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "envs/arcade/pixels/pixel_env.h"

namespace gymkhana::pixels {

class Breakout {
 public:
  static constexpr std::array<Button, 4> buttons = {
      {{"noop", ""}, {"fire", "space"}, {"right", "right"}, {"left", "left"}}};

  void reset(Rng&) { *this = Breakout(); }

  Turn step(int action, Rng& rng) {
    const int right = action == 2, left = action == 3;
    paddle_ = std::clamp(paddle_ + (right - left) * paddle_speed, field_left * unit,
                         (field_right - paddle_width()) * unit);
    Turn turn;
    if (in_play_) {
      fly(turn);
    } else if (action == 1) {
      serve(rng);
    }
    score_ += turn.reward;
    return turn;
  }

  int lives() const { return lives_; }
  void paint(PixelFrame& frame) const;

  void serialize(Archive& archive) {
    archive(bricks_, wall_, lives_, score_, paddle_, narrow_, in_play_, x_, y_, speed_x_, speed_y_, returns_,
            fast_);
  }

 private:
  // The field, in pixels.
  static constexpr int field_left = 8, field_right = 152, ceiling = 32;
  static constexpr int brick_rows = 6, brick_columns = 18;
  static constexpr int brick_width = 8, brick_height = 6, bricks_top = 57;
  static constexpr int bricks_bottom = bricks_top + brick_rows * brick_height;
  static constexpr int paddle_top = 189, paddle_height = 4, wide = 16;
  static constexpr int ball_width = 2, ball_height = 4;

  // Speeds in 1/16 pixel per frame.
  static constexpr int paddle_speed = 48;
  static constexpr std::array speeds = {24, 32, 44};                        ///< vertical
  static constexpr std::array angles = {-24, -18, -12, -6, 6, 12, 18, 24};  ///< horizontal at the first speed
  static constexpr std::array values = {7, 7, 4, 4, 1, 1};                  ///< of a brick, by row
  static constexpr std::uint32_t whole_row = (1u << brick_columns) - 1;
  static constexpr int walls = 2;

  int paddle_width() const { return narrow_ ? wide / 2 : wide; }
  bool wall_is_gone() const { return bricks_ == std::array<std::uint32_t, brick_rows>{}; }

  int speed() const { return speeds[fast_ || returns_ >= 12 ? 2 : returns_ >= 4 ? 1 : 0]; }

  void build_wall() { bricks_.fill(whole_row); }

  void serve(Rng& rng) {
    in_play_ = true;
    returns_ = 0;
    x_ = static_cast<int>(rng.integers(field_left, field_right - ball_width + 1)) * unit;
    y_ = (bricks_bottom + brick_height) * unit;
    speed_y_ = speeds[0];
    speed_x_ = angles[rng.choice(static_cast<int>(angles.size()))];
  }

  /// Across and down one after the other, so that a brick turns only the speed that ran into it. A brick
  /// sends the ball back to where it was, also where it came by way of a wall.
  void fly(Turn& turn) {
    const int x = x_, y = y_;
    x_ += speed_x_;
    constexpr int left = field_left * unit, right = (field_right - ball_width) * unit;
    if (x_ < left || x_ > right) {
      x_ = 2 * std::clamp(x_, left, right) - x_;
      speed_x_ = -speed_x_;
    }
    if (hit_brick(turn)) {
      x_ = x;
      speed_x_ = -speed_x_;
    }
    y_ += speed_y_;
    if (y_ < ceiling * unit) {
      y_ = 2 * ceiling * unit - y_;
      speed_y_ = -speed_y_;
      narrow_ = true;
    }
    if (hit_brick(turn)) {
      y_ = y;
      speed_y_ = -speed_y_;
    }
    meet_paddle();
    if (to_pixel(y_) > paddle_top + paddle_height) lose_ball(turn);
  }

  /// Breaks the first brick that the ball overlaps, if there is one.
  bool hit_brick(Turn& turn) {
    const int x = to_pixel(x_), y = to_pixel(y_);
    if (y >= bricks_bottom || y + ball_height <= bricks_top) return false;
    const int first_row = std::max(0, (y - bricks_top) / brick_height);
    const int last_row = std::min(brick_rows - 1, (y + ball_height - 1 - bricks_top) / brick_height);
    for (int row = first_row; row <= last_row; ++row) {
      for (const int pixel : {x, x + ball_width - 1}) {
        const std::uint32_t brick = 1u << ((pixel - field_left) / brick_width);
        if (!(bricks_[row] & brick)) continue;
        bricks_[row] &= ~brick;
        turn.reward += values[row];
        fast_ |= row < 2;
        turn.over |= wall_ == walls && wall_is_gone();
        return true;
      }
    }
    return false;
  }

  void meet_paddle() {
    constexpr int face = (paddle_top - ball_height) * unit;
    if (speed_y_ < 0 || y_ < face || y_ - speed_y_ >= face) return;
    const int reach = (paddle_width() + ball_width) * unit;
    const int place = x_ + ball_width * unit - paddle_;  // 0 to reach, from the left edge on
    if (place <= 0 || place >= reach) return;
    ++returns_;
    y_ = face;
    speed_y_ = -speed();
    speed_x_ = angles[place * static_cast<int>(angles.size()) / reach] * speed() / speeds[0];
    if (wall_is_gone()) {
      build_wall();
      ++wall_;
    }
  }

  void lose_ball(Turn& turn) {
    in_play_ = narrow_ = fast_ = false;
    turn.over = --lives_ == 0;
  }

  std::array<std::uint32_t, brick_rows> bricks_ = {whole_row, whole_row, whole_row,
                                                   whole_row, whole_row, whole_row};  ///< a bit per column
  int wall_ = 1;
  int lives_ = 5;
  int score_ = 0;
  int paddle_ = (frame_width - wide) / 2 * unit;  ///< its left edge
  bool narrow_ = false;
  bool in_play_ = false;
  int x_ = 0, y_ = 0, speed_x_ = 0, speed_y_ = 0;  ///< upper left corner of the ball
  int returns_ = 0;                                ///< since the serve
  bool fast_ = false;                              ///< whether the ball has broken an upper brick
};

}  // namespace gymkhana::pixels
