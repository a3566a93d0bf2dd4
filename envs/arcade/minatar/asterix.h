// Asterix: walk freely, pick up gold, and keep away from enemies. Both come from the sides, one per row.
//
// Every few steps a thing enters a random free row (rows 1 to 8), from the left or right with equal chance:
// gold with chance 1/3, else an enemy. Things cross the board at a common pace and leave a trail, one cell
// behind them, that tells their direction. Touching gold gives +1, touching an enemy ends the game. The ramp
// makes things enter and move more often, every 102 steps.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "envs/arcade/minatar/game.h"

namespace gymkhana::minatar {

class Asterix {
 public:
  static constexpr int channels = 4;
  static constexpr std::array minimal_moves = {Move::stay, Move::left, Move::up, Move::right, Move::down};

  explicit Asterix(bool difficulty_ramping) : ramping_(difficulty_ramping) {}

  void reset(Rng&) {
    const bool ramping = ramping_;
    *this = Asterix(ramping);
  }

  Turn step(Move move, Rng& rng) {
    Turn turn;
    if (spawn_timer_ == 0) {
      spawn(rng);
      spawn_timer_ = spawn_interval_;
    }
    row_ = std::clamp(row_ + rows_of(move), 1, slots);
    column_ = std::clamp(column_ + columns_of(move), 0, side - 1);
    touch(row_ - 1, turn);
    if (move_timer_ == 0) {
      move_timer_ = move_interval_;
      move_things(turn);
    }
    --spawn_timer_;
    --move_timer_;
    if (ramping_ && (spawn_interval_ > 1 || move_interval_ > 1)) ramp();
    return turn;
  }

  void show(Cells<channels> cells) const {
    cells.set(row_, column_, player);
    for (int slot = 0; slot < slots; ++slot) {
      const Thing& thing = things_[slot];
      if (thing.kind == Kind::none) continue;
      cells.set(slot + 1, thing.column, thing.kind == Kind::gold ? gold : enemy);
      const int behind = thing.column - thing.direction;
      if (on_board(behind)) cells.set(slot + 1, behind, trail);
    }
  }

  void serialize(Archive& archive) {
    archive(row_, column_, things_, spawn_interval_, spawn_timer_, move_interval_, move_timer_, ramp_timer_,
            ramp_level_);
  }

 private:
  enum Channel { player, enemy, trail, gold };
  enum class Kind : std::int8_t { none, enemy, gold };

  /// What is in a row: slot k belongs to row k + 1.
  struct Thing {
    Kind kind = Kind::none;
    std::int8_t direction = 0;
    int column = 0;
    void serialize(Archive& archive) { archive(kind, direction, column); }
  };

  static constexpr int slots = 8;
  static constexpr int ramp_wait = 100;

  /// Draws side and kind even when there is no room.
  void spawn(Rng& rng) {
    const bool from_left = rng.random() < 0.5;
    const bool is_gold = rng.random() < 1.0 / 3.0;
    std::array<int, slots> free_slots;
    int free_count = 0;
    for (int slot = 0; slot < slots; ++slot) {
      if (things_[slot].kind == Kind::none) free_slots[free_count++] = slot;
    }
    if (free_count == 0) return;
    Thing& thing = things_[free_slots[rng.choice(free_count)]];
    thing.kind = is_gold ? Kind::gold : Kind::enemy;
    thing.column = from_left ? 0 : side - 1;
    thing.direction = from_left ? 1 : -1;
  }

  /// What happens if the thing of this slot is on the player's cell.
  void touch(int slot, Turn& turn) {
    Thing& thing = things_[slot];
    if (thing.kind == Kind::none || slot + 1 != row_ || thing.column != column_) return;
    if (thing.kind == Kind::gold) {
      thing.kind = Kind::none;
      ++turn.reward;
    } else {
      turn.over = true;
    }
  }

  void move_things(Turn& turn) {
    for (int slot = 0; slot < slots; ++slot) {
      Thing& thing = things_[slot];
      if (thing.kind == Kind::none) continue;
      thing.column += thing.direction;
      if (!on_board(thing.column)) thing.kind = Kind::none;
      touch(slot, turn);
    }
  }

  /// The wait runs down to -1, and the step of the ramp itself does not count: one ramp in 102 steps.
  void ramp() {
    if (ramp_timer_ >= 0) {
      --ramp_timer_;
      return;
    }
    if (ramp_level_ % 2 == 1 && move_interval_ > 1) --move_interval_;
    if (spawn_interval_ > 1) --spawn_interval_;
    ++ramp_level_;
    ramp_timer_ = ramp_wait;
  }

  bool ramping_;
  int row_ = 5, column_ = 5;
  std::array<Thing, slots> things_ = {};
  int spawn_interval_ = 10, spawn_timer_ = 10;
  int move_interval_ = 5, move_timer_ = 5;
  int ramp_timer_ = ramp_wait, ramp_level_ = 0;
};

}  // namespace gymkhana::minatar
