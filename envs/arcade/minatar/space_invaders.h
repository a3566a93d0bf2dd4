// Space Invaders: shoot a block of aliens from a cannon in the bottom row, +1 each.
//
// The aliens march sideways together, step down and turn at the edges, and speed up as they become fewer.
// Every ten steps the one nearest to the cannon shoots. The game ends when an alien or its bullet reaches the
// cannon, or the aliens would step down from the bottom row. A cleared block comes back; the ramp makes each
// new one march faster. Nothing is random but the sticky actions.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>

#include "envs/arcade/minatar/game.h"

namespace gymkhana::minatar {

class SpaceInvaders {
 public:
  static constexpr int channels = 6;
  static constexpr std::array minimal_moves = {Move::stay, Move::left, Move::right, Move::fire};

  explicit SpaceInvaders(bool difficulty_ramping) : ramping_(difficulty_ramping) { send_block(); }

  void reset(Rng&) {
    const bool ramping = ramping_;
    *this = SpaceInvaders(ramping);
  }

  Turn step(Move move, Rng&) {
    Turn turn;
    act(move);
    std::rotate(bullets_.begin(), bullets_.begin() + 1, bullets_.end());  // up
    bullets_[side - 1] = 0;
    std::rotate(alien_bullets_.begin(), alien_bullets_.end() - 1, alien_bullets_.end());  // down
    alien_bullets_[0] = 0;
    turn.over |= at_cannon(alien_bullets_) || at_cannon(aliens_);
    if (alien_timer_ == 0) march(turn);
    if (alien_shot_timer_ == 0) return_fire();
    turn.reward = remove_hits();
    if (shot_timer_ > 0) --shot_timer_;
    --alien_timer_;
    --alien_shot_timer_;
    if (alien_count() == 0) next_wave();
    return turn;
  }

  void show(Cells<channels> cells) const {
    const int direction = marching_left_ ? left_alien : right_alien;
    cells.set(side - 1, cannon_, cannon);
    each(aliens_, [&](int row, int column) {
      cells.set(row, column, alien);
      cells.set(row, column, direction);
    });
    each(bullets_, [&](int row, int column) { cells.set(row, column, bullet); });
    each(alien_bullets_, [&](int row, int column) { cells.set(row, column, alien_bullet); });
  }

  void serialize(Archive& archive) {
    archive(cannon_, aliens_, bullets_, alien_bullets_, marching_left_, alien_interval_, alien_timer_,
            alien_shot_timer_, shot_timer_);
  }

 private:
  enum Channel { cannon, alien, left_alien, right_alien, bullet, alien_bullet };

  /// A set of cells: bit c of number r is the cell in row r, column c.
  using CellSet = std::array<std::uint16_t, side>;

  static constexpr int first_alien_interval = 12, last_alien_interval = 6;
  static constexpr int alien_shot_interval = 10, shot_wait = 5;
  static constexpr std::uint16_t left_edge = 1, right_edge = 1 << (side - 1);

  template <class Visit>
  static void each(const CellSet& cells, Visit visit) {
    for (int row = 0; row < side; ++row) {
      for (unsigned bits = cells[row]; bits != 0; bits &= bits - 1) visit(row, std::countr_zero(bits));
    }
  }

  int alien_count() const {
    int count = 0;
    for (const std::uint16_t row : aliens_) count += std::popcount(row);
    return count;
  }

  std::uint16_t alien_columns() const {
    std::uint16_t columns = 0;
    for (const std::uint16_t row : aliens_) columns |= row;
    return columns;
  }

  bool at_cannon(const CellSet& cells) const { return cells[side - 1] >> cannon_ & 1; }

  void send_block() {
    for (int row = 0; row < 4; ++row) aliens_[row] = 0b0011111100;
  }

  void act(Move move) {
    if (move == Move::fire && shot_timer_ == 0) {
      bullets_[side - 1] |= static_cast<std::uint16_t>(1 << cannon_);
      shot_timer_ = shot_wait;
    }
    cannon_ = std::clamp(cannon_ + columns_of(move), 0, side - 1);
  }

  void march(Turn& turn) {
    alien_timer_ = std::min(alien_count(), alien_interval_);
    if (alien_columns() & (marching_left_ ? left_edge : right_edge)) {
      marching_left_ = !marching_left_;
      turn.over |= aliens_[side - 1] != 0;
      std::rotate(aliens_.begin(), aliens_.end() - 1, aliens_.end());
    } else {
      for (std::uint16_t& row : aliens_) {
        row = static_cast<std::uint16_t>(marching_left_ ? row >> 1 : row << 1);
      }
    }
    turn.over |= at_cannon(aliens_);
  }

  /// The lowest alien in the column nearest to the cannon, the left one of two, shoots from its own cell.
  void return_fire() {
    alien_shot_timer_ = alien_shot_interval;
    const unsigned columns = alien_columns();
    int nearest = -side;
    for (int column = 0; column < side; ++column) {
      const bool nearer = std::abs(column - cannon_) < std::abs(nearest - cannon_);
      if ((columns >> column & 1) && nearer) nearest = column;
    }
    int row = side - 1;
    while (!(aliens_[row] >> nearest & 1)) --row;
    alien_bullets_[row] |= static_cast<std::uint16_t>(1 << nearest);
  }

  int remove_hits() {
    int hits = 0;
    for (int row = 0; row < side; ++row) {
      const unsigned hit = aliens_[row] & bullets_[row];
      hits += std::popcount(hit);
      aliens_[row] = static_cast<std::uint16_t>(aliens_[row] & ~hit);
      bullets_[row] = static_cast<std::uint16_t>(bullets_[row] & ~hit);
    }
    return hits;
  }

  void next_wave() {
    if (ramping_ && alien_interval_ > last_alien_interval) --alien_interval_;
    send_block();
  }

  bool ramping_;
  int cannon_ = 5;
  CellSet aliens_ = {}, bullets_ = {}, alien_bullets_ = {};
  bool marching_left_ = true;
  int alien_interval_ = first_alien_interval, alien_timer_ = first_alien_interval;
  int alien_shot_timer_ = alien_shot_interval;
  int shot_timer_ = 0;
};

}  // namespace gymkhana::minatar
