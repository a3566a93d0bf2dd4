// Pong: two paddles, one ball, first to 21. The player is on the right, the machine on the left.
//
// A ball is served from the middle line at a random height and a flat angle, towards the side that lost the
// last point. Where it meets a paddle decides its angle: flat from the middle, steep from the edges. Its
// horizontal speed grows with every fourth return. The machine follows the ball at a limited speed: steep
// balls get past it. +1 for a point, -1 for one lost.
//
// The shape of the court and the actions are those of the Atari 2600's Video Olympics (1977) as the Arcade
// Learning Environment shows it; speeds and angles are our own.
#pragma once

#include <algorithm>
#include <array>

#include "envs/arcade/pixels/pixel_env.h"

namespace gymkhana::pixels {

class Pong {
 public:
  /// Right is up and left is down, as in the ALE; fire does nothing.
  static constexpr std::array<Button, 6> buttons = {
      {{"noop", ""}, {"fire"}, {"right", "up"}, {"left", "down"}, {"rightfire"}, {"leftfire"}}};

  void reset(Rng& rng) {
    *this = Pong();
    to_player_ = rng.choice(2) == 1;
  }

  Turn step(int action, Rng& rng) {
    const int up = action == 2 || action == 4, down = action == 3 || action == 5;
    player_ = inside_court(player_ + (down - up) * player_speed);
    if (wait_ == 0) {
      follow(y_ + ball_height / 2 * unit);
      return fly();
    }
    follow((court_top + court_bottom) / 2 * unit);
    if (--wait_ == 0) serve(rng);
    return {};
  }

  int lives() const { return 0; }
  void paint(PixelFrame& frame) const;

  void serialize(Archive& archive) {
    archive(player_, machine_, x_, y_, speed_x_, speed_y_, returns_, wait_, to_player_, points_, lost_);
  }

 private:
  // The court, in pixels.
  static constexpr int court_top = 34, court_bottom = 194;
  static constexpr int player_left = 140, machine_left = 16;
  static constexpr int paddle_width = 4, paddle_height = 16;
  static constexpr int ball_width = 2, ball_height = 4;
  static constexpr int serve_top = 74, serve_bottom = 150;

  // Speeds in 1/16 pixel per frame, times in frames.
  static constexpr int player_speed = 40, machine_speed = 24;
  static constexpr int first_speed = 32, speed_step = 8, fastest = 56;
  static constexpr int returns_per_step = 4;
  static constexpr std::array angles = {-40, -28, -16, -6, 6, 16, 28, 40};  ///< by eighth of the paddle
  static constexpr int careless = 4 * unit;
  static constexpr int serve_wait = 30;
  static constexpr int match = 21;  ///< points that win

  static int inside_court(int paddle) {
    return std::clamp(paddle, court_top * unit, (court_bottom - paddle_height) * unit);
  }

  void serve(Rng& rng) {
    x_ = (frame_width - ball_width) / 2 * unit;
    y_ = static_cast<int>(rng.integers(serve_top, serve_bottom)) * unit;
    speed_x_ = to_player_ ? first_speed : -first_speed;
    speed_y_ = angles[rng.integers(2, 6)];  // one of the flatter half
    returns_ = 0;
  }

  /// The machine brings its middle nearer to a height. It leaves small differences as they are, so that it
  /// does not always hit in the middle.
  void follow(int height) {
    const int gap = height - (machine_ + paddle_height / 2 * unit);
    if (gap > careless) machine_ = inside_court(machine_ + machine_speed);
    if (gap < -careless) machine_ = inside_court(machine_ - machine_speed);
  }

  Turn fly() {
    x_ += speed_x_;
    y_ += speed_y_;
    bounce_off_walls();
    meet_paddles();
    if (x_ < 0) return point(points_, 1);
    if (x_ > (frame_width - ball_width) * unit) return point(lost_, -1);
    return {};
  }

  void bounce_off_walls() {
    constexpr int top = court_top * unit, bottom = (court_bottom - ball_height) * unit;
    if (y_ < top)
      y_ = 2 * top - y_;
    else if (y_ > bottom)
      y_ = 2 * bottom - y_;
    else
      return;
    speed_y_ = -speed_y_;
  }

  /// A paddle returns the ball in the frame in which the ball reaches its face.
  void meet_paddles() {
    constexpr int player_face = (player_left - ball_width) * unit;
    constexpr int machine_face = (machine_left + paddle_width) * unit;
    if (speed_x_ > 0 && x_ >= player_face && x_ - speed_x_ < player_face) send_back(player_, player_face);
    if (speed_x_ < 0 && x_ <= machine_face && x_ - speed_x_ > machine_face) send_back(machine_, machine_face);
  }

  void send_back(int paddle, int face) {
    constexpr int reach = (paddle_height + ball_height) * unit;
    const int place = y_ + ball_height * unit - paddle;  // 0 to reach, from the upper edge of the paddle down
    if (place <= 0 || place >= reach) return;
    ++returns_;
    const int speed = std::min(first_speed + returns_ / returns_per_step * speed_step, fastest);
    x_ = face;
    speed_x_ = speed_x_ > 0 ? -speed : speed;
    speed_y_ = angles[place * static_cast<int>(angles.size()) / reach];
  }

  Turn point(int& score, int reward) {
    ++score;
    wait_ = serve_wait;
    to_player_ = reward < 0;
    return {.reward = reward, .over = score == match};
  }

  // Upper edges of the paddles, and the upper left corner of the ball.
  int player_ = 106 * unit, machine_ = 106 * unit;
  int x_ = 0, y_ = 0, speed_x_ = 0, speed_y_ = 0;
  int returns_ = 0;         ///< since the serve, by both sides
  int wait_ = serve_wait;   ///< frames until the serve; the ball is in play at 0
  bool to_player_ = false;  ///< whom the next serve goes to
  int points_ = 0, lost_ = 0;
};

}  // namespace gymkhana::pixels
