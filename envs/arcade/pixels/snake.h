// Snake: eat, grow, and run into neither the wall nor yourself.
//
// The snake moves one cell every four frames, straight on or where it was last told to turn; it cannot turn
// back. Food lies in a random free cell, +1 each, and makes the snake one cell longer. The game ends when the
// head meets the wall or the body, or when no free cell is left.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "envs/arcade/pixels/pixel_env.h"

namespace gymkhana::pixels {

class Snake {
 public:
  static constexpr std::array<Button, 5> buttons = {
      {{"noop", ""}, {"up", "up"}, {"right", "right"}, {"left", "left"}, {"down", "down"}}};

  Snake() {
    body_.reserve(cells);
    lie_in_the_middle();
  }

  void reset(Rng& rng) {
    lie_in_the_middle();
    direction_ = wish_ = {0, 1};
    wait_ = frames_per_move;
    place_food(rng);
  }

  Turn step(int action, Rng& rng) {
    if (action > 0) wish_ = directions[action - 1];
    if (--wait_ > 0) return {};
    wait_ = frames_per_move;
    return move(rng);
  }

  int lives() const { return 0; }
  void paint(PixelFrame& frame) const;

  void serialize(Archive& archive) { archive(body_, food_, direction_, wish_, wait_); }

 private:
  struct Direction {
    int rows = 0, columns = 0;
    bool opposes(Direction other) const { return rows == -other.rows && columns == -other.columns; }
    void serialize(Archive& archive) { archive(rows, columns); }
  };

  static constexpr int side = 18, cells = side * side;
  static constexpr std::array<Direction, 4> directions = {{{-1, 0}, {0, 1}, {0, -1}, {1, 0}}};
  static constexpr int frames_per_move = 4;
  static constexpr int first_length = 3;

  void lie_in_the_middle() {
    constexpr int middle = side / 2 * side + side / 2;
    body_.assign({middle - 2, middle - 1, middle});
  }

  Turn move(Rng& rng) {
    if (!wish_.opposes(direction_)) direction_ = wish_;
    const int row = body_.back() / side + direction_.rows, column = body_.back() % side + direction_.columns;
    if (row < 0 || row >= side || column < 0 || column >= side) return {.over = true};
    const int head = row * side + column;
    const bool eats = head == food_;
    // The tail leaves its cell before the head arrives.
    if (std::find(body_.begin() + (eats ? 0 : 1), body_.end(), head) != body_.end()) return {.over = true};
    body_.push_back(head);
    if (!eats) {
      body_.erase(body_.begin());
      return {};
    }
    if (body_.size() == cells) return {.reward = 1, .over = true};
    place_food(rng);
    return {.reward = 1};
  }

  /// One draw: the n-th free cell in reading order.
  void place_food(Rng& rng) {
    std::array<bool, cells> taken = {};
    for (const int part : body_) taken[part] = true;
    int free_before = rng.choice(cells - static_cast<int>(body_.size()));
    food_ = 0;
    while (taken[food_] || free_before-- > 0) ++food_;
  }

  std::vector<int> body_;  ///< cells (row * side + column) from tail to head
  int food_ = 0;
  Direction direction_, wish_;  ///< of the last move, and of the next if it can be
  int wait_ = frames_per_move;
};

}  // namespace gymkhana::pixels
