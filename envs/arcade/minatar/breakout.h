// Breakout: keep a ball in play with a paddle in the bottom row, and break three rows of bricks, +1 each.
//
// The ball moves one cell diagonally in every step and turns at walls, bricks and paddle; a trail shows where
// it was. It starts in row 3, left or right by chance, and the game ends when it passes the paddle. A new
// wall of bricks comes when the ball reaches the bottom row after the last brick went. There is no ramp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "envs/arcade/minatar/game.h"

namespace gymkhana::minatar {

class Breakout {
 public:
  static constexpr int channels = 4;
  static constexpr std::array minimal_moves = {Move::stay, Move::left, Move::right};

  explicit Breakout(bool /*difficulty_ramping: there is none*/) {}

  void reset(Rng& rng) {
    *this = Breakout(false);
    const bool from_right = rng.choice(2) == 1;
    ball_.column = from_right ? side - 1 : 0;
    columns_per_step_ = from_right ? -1 : 1;
    last_ball_ = ball_;
  }

  Turn step(Move move, Rng&) {
    Turn turn;
    paddle_ = std::clamp(paddle_ + columns_of(move), 0, side - 1);
    last_ball_ = ball_;
    Cell target = {ball_.row + rows_per_step_, ball_.column + columns_per_step_};
    if (!on_board(target.column)) {
      target.column = std::clamp(target.column, 0, side - 1);
      columns_per_step_ = -columns_per_step_;
    }
    const bool in_brick = is_brick(target);
    if (target.row < 0) {
      target.row = 0;
      rows_per_step_ = -rows_per_step_;
    } else if (in_brick) {
      if (!passing_) break_brick(target, turn);
    } else if (target.row == side - 1) {
      meet_paddle(target, turn);
    }
    passing_ = in_brick;
    ball_ = target;
    return turn;
  }

  void show(Cells<channels> cells) const {
    cells.set(side - 1, paddle_, paddle);
    cells.set(ball_.row, ball_.column, ball);
    cells.set(last_ball_.row, last_ball_.column, trail);
    for (int i = 0; i < brick_count; ++i) cells.set(first_row, i, brick, bricks_ >> i & 1);
  }

  void serialize(Archive& archive) {
    archive(paddle_, ball_, last_ball_, rows_per_step_, columns_per_step_, bricks_, passing_);
  }

 private:
  enum Channel { paddle, ball, trail, brick };

  struct Cell {
    int row = 0, column = 0;
    void serialize(Archive& archive) { archive(row, column); }
  };

  static constexpr int first_row = 1, brick_rows = 3, brick_count = brick_rows * side;
  static constexpr std::uint32_t whole_wall = (1u << brick_count) - 1;

  static std::uint32_t bit_of(Cell cell) { return 1u << ((cell.row - first_row) * side + cell.column); }

  bool is_brick(Cell cell) const {
    return cell.row >= first_row && cell.row < first_row + brick_rows && (bricks_ & bit_of(cell)) != 0;
  }

  /// The ball goes back to the row it came from, in the brick's column. It then flies through bricks until
  /// its target cell holds none.
  void break_brick(Cell& target, Turn& turn) {
    ++turn.reward;
    bricks_ &= ~bit_of(target);
    target.row = last_ball_.row;
    rows_per_step_ = -rows_per_step_;
  }

  void meet_paddle(Cell& target, Turn& turn) {
    if (bricks_ == 0) bricks_ = whole_wall;
    const bool from_above = last_ball_.column == paddle_;
    if (!from_above && target.column != paddle_) {
      turn.over = true;
      return;
    }
    if (!from_above) columns_per_step_ = -columns_per_step_;
    rows_per_step_ = -rows_per_step_;
    target.row = last_ball_.row;
  }

  int paddle_ = 4;
  Cell ball_ = {3, 0}, last_ball_ = {3, 0};
  int rows_per_step_ = 1, columns_per_step_ = 1;
  std::uint32_t bricks_ = whole_wall;  ///< bit 10 (row - 1) + column
  bool passing_ = false;
};

}  // namespace gymkhana::minatar
