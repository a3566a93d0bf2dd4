// Seaquest: a submarine shoots fish and enemy submarines, +1 each, and saves divers before its air runs out.
//
// Fish, enemy submarines and divers cross the rows below the surface from either side; submarines shoot.
// Touching an enemy or its bullet ends the game. Air lasts 200 steps under water: coming up needs a diver on
// board, takes one, and fills the tanks. Coming up with six divers pays up to +10 for the air that is left.
// Gauges in the bottom row show air and divers. Each time the submarine comes up, the ramp makes enemies more
// frequent and faster.
//
// The number of divers may become negative: six divers leave -1 behind, and a negative number lets the
// submarine come up without a diver.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "envs/arcade/minatar/game.h"

namespace gymkhana::minatar {

class Seaquest {
 public:
  static constexpr int channels = 10;
  static constexpr std::array minimal_moves = {Move::stay,  Move::left, Move::up,
                                               Move::right, Move::down, Move::fire};

  explicit Seaquest(bool difficulty_ramping) : ramping_(difficulty_ramping) {}

  void reset(Rng&) {
    state_ = {};
    for (List* list : {&bullets_, &enemy_bullets_, &fish_, &submarines_, &divers_}) list->clear();
  }

  Turn step(Move move, Rng& rng) {
    Turn turn;
    if (state_.enemy_timer == 0) spawn_enemy(rng);
    if (state_.diver_timer == 0) spawn_diver(rng);
    act(move);
    move_bullets(turn);
    move_divers();
    move_submarines(turn);
    move_enemy_bullets(turn);
    sweep(fish_, [&](Swimmer& fish) { return advance_enemy(fish, turn); });
    for (int* timer : {&state_.enemy_timer, &state_.diver_timer, &state_.shot_timer}) {
      if (*timer > 0) --*timer;
    }
    turn.over |= state_.oxygen <= 0;
    breathe(turn);
    return turn;
  }

  void show(Cells<channels> cells) const;

  void serialize(Archive& archive) { archive(state_, bullets_, enemy_bullets_, fish_, submarines_, divers_); }

 private:
  enum Channel {
    player_front,
    player_back,
    bullet,
    trail,
    enemy_bullet,
    enemy_fish,
    enemy_submarine,
    oxygen_gauge,
    diver_gauge,
    diver
  };

  /// Anything that crosses the board: fish, submarines, divers and (without timers) bullets.
  struct Swimmer {
    int row, column, direction;
    int move_timer = 0;
    int shot_timer = 0;  ///< submarines only

    bool at(int other_row, int other_column) const { return row == other_row && column == other_column; }
    void serialize(Archive& archive) { archive(row, column, direction, move_timer, shot_timer); }
  };
  using List =
      std::vector<Swimmer>;  ///< in order of arrival; at most one is born per step and lives 60 steps

  /// All but the lists.
  struct State {
    int row = 0, column = 5, facing = -1;
    int oxygen = full_oxygen;
    int divers = 0;
    int enemy_interval = 20, enemy_timer = 20;
    int diver_timer = diver_interval;
    int enemy_move_interval = 5;
    int shot_timer = 0;
    bool at_surface = true;
    int ramp_level = 0;

    void serialize(Archive& archive) {
      archive(row, column, facing, oxygen, divers, enemy_interval, enemy_timer, diver_timer,
              enemy_move_interval, shot_timer, at_surface, ramp_level);
    }
  };

  static constexpr int full_oxygen = 200;
  static constexpr int most_divers = 6;
  static constexpr int diver_interval = 30, diver_move_interval = 5;
  static constexpr int shot_wait = 5, enemy_shot_interval = 10;
  static constexpr int fastest_spawn = 1, fastest_move = 2;
  static constexpr int bottom = 8;  ///< the deepest row for swimming
  static constexpr int gauge_row = 9;

  /// Visits a list from the newest to the oldest and removes those for which `stays` returns false.
  template <class Stays>
  static void sweep(List& list, Stays stays) {
    for (auto i = static_cast<std::ptrdiff_t>(list.size()); i-- > 0;) {
      if (!stays(list[i])) list.erase(list.begin() + i);
    }
  }

  /// Removes the oldest member of `list` on the cell of `swimmer`; false when there is none.
  static bool remove_oldest_at(List& list, const Swimmer& swimmer) {
    const auto victim = std::find_if(list.begin(), list.end(), [&](const Swimmer& other) {
      return other.at(swimmer.row, swimmer.column);
    });
    if (victim == list.end()) return false;
    list.erase(victim);
    return true;
  }

  bool at_player(const Swimmer& swimmer) const { return swimmer.at(state_.row, state_.column); }

  static Swimmer entering(bool from_left, int row) {
    return {.row = row, .column = from_left ? 0 : side - 1, .direction = from_left ? 1 : -1};
  }

  /// Moves one column if the timer allows; whether it did.
  static bool advance(Swimmer& swimmer, int interval) {
    if (swimmer.move_timer > 0) {
      --swimmer.move_timer;
      return false;
    }
    swimmer.move_timer = interval;
    swimmer.column += swimmer.direction;
    return true;
  }

  /// Draws in any case; the enemy stays away when another in its row moves the other way.
  void spawn_enemy(Rng& rng) {
    state_.enemy_timer = state_.enemy_interval;
    const bool from_left = rng.random() < 0.5;
    const bool is_submarine = rng.random() < 1.0 / 3.0;
    Swimmer enemy = entering(from_left, static_cast<int>(rng.integers(1, bottom + 1)));
    const auto opposes = [&](const Swimmer& other) {
      return other.row == enemy.row && other.direction != enemy.direction;
    };
    if (std::ranges::any_of(fish_, opposes) || std::ranges::any_of(submarines_, opposes)) return;
    enemy.move_timer = state_.enemy_move_interval;
    enemy.shot_timer = enemy_shot_interval;
    (is_submarine ? submarines_ : fish_).push_back(enemy);
  }

  void spawn_diver(Rng& rng) {
    state_.diver_timer = diver_interval;
    const bool from_left = rng.random() < 0.5;
    Swimmer swimmer = entering(from_left, static_cast<int>(rng.integers(1, bottom + 1)));
    swimmer.move_timer = diver_move_interval;
    divers_.push_back(swimmer);
  }

  void act(Move move) {
    if (move == Move::fire && state_.shot_timer == 0) {
      bullets_.push_back({.row = state_.row, .column = state_.column, .direction = state_.facing});
      state_.shot_timer = shot_wait;
    }
    if (columns_of(move) != 0) state_.facing = columns_of(move);
    state_.column = std::clamp(state_.column + columns_of(move), 0, side - 1);
    state_.row = std::clamp(state_.row + rows_of(move), 0, bottom);
  }

  void move_bullets(Turn& turn) {
    sweep(bullets_, [&](Swimmer& shot) {
      shot.column += shot.direction;
      if (!on_board(shot.column)) return false;
      const bool hit = remove_oldest_at(fish_, shot) || remove_oldest_at(submarines_, shot);
      turn.reward += hit;
      return !hit;
    });
  }

  void move_divers() {
    const auto taken = [&](const Swimmer& swimmer) {
      const bool taken = at_player(swimmer) && state_.divers < most_divers;
      state_.divers += taken;
      return taken;
    };
    sweep(divers_, [&](Swimmer& swimmer) {
      if (taken(swimmer)) return false;
      if (!advance(swimmer, diver_move_interval)) return true;
      return on_board(swimmer.column) && !taken(swimmer);
    });
  }

  /// Whether a fish or submarine is still there after its step.
  bool advance_enemy(Swimmer& enemy, Turn& turn) {
    turn.over |= at_player(enemy);
    if (!advance(enemy, state_.enemy_move_interval)) return true;
    if (!on_board(enemy.column)) return false;
    if (at_player(enemy)) {
      turn.over = true;
      return true;
    }
    const bool hit = remove_oldest_at(bullets_, enemy);
    turn.reward += hit;
    return !hit;
  }

  /// A submarine that has just been removed may still shoot.
  void move_submarines(Turn& turn) {
    sweep(submarines_, [&](Swimmer& submarine) {
      const bool stays = advance_enemy(submarine, turn);
      if (submarine.shot_timer > 0) {
        --submarine.shot_timer;
      } else {
        submarine.shot_timer = enemy_shot_interval;
        enemy_bullets_.push_back(
            {.row = submarine.row, .column = submarine.column, .direction = submarine.direction});
      }
      return stays;
    });
  }

  void move_enemy_bullets(Turn& turn) {
    sweep(enemy_bullets_, [&](Swimmer& shot) {
      turn.over |= at_player(shot);
      shot.column += shot.direction;
      turn.over |= at_player(shot);
      return on_board(shot.column);
    });
  }

  void breathe(Turn& turn) {
    if (state_.row > 0) {
      --state_.oxygen;
      state_.at_surface = false;
    } else if (!state_.at_surface) {
      if (state_.divers == 0) {
        turn.over = true;
      } else {
        surface(turn);
      }
    }
  }

  void surface(Turn& turn) {
    state_.at_surface = true;
    if (state_.divers == most_divers) {
      turn.reward += state_.oxygen * 10 / full_oxygen;
      state_.divers = 0;
    }
    state_.oxygen = full_oxygen;
    --state_.divers;
    if (ramping_) ramp();
  }

  void ramp() {
    if (state_.enemy_interval <= fastest_spawn && state_.enemy_move_interval <= fastest_move) return;
    if (state_.ramp_level % 2 == 1 && state_.enemy_move_interval > fastest_move) --state_.enemy_move_interval;
    if (state_.enemy_interval > fastest_spawn) --state_.enemy_interval;
    ++state_.ramp_level;
  }

  void show_swimmers(const List& list, int channel, Cells<channels>& cells) const {
    for (const Swimmer& swimmer : list) {
      cells.set(swimmer.row, swimmer.column, channel);
      const int behind = swimmer.column - swimmer.direction;
      if (on_board(behind)) cells.set(swimmer.row, behind, trail);
    }
  }

  bool ramping_;
  State state_;
  List bullets_, enemy_bullets_, fish_, submarines_, divers_;
};

inline void Seaquest::show(Cells<channels> cells) const {
  cells.set(state_.row, state_.column, player_front);
  cells.set(state_.row, state_.column - state_.facing, player_back);
  const int air = std::max(0, state_.oxygen) * 10 / full_oxygen;
  for (int i = 0; i < air; ++i) cells.set(gauge_row, i, oxygen_gauge);
  for (int i = 0; i < state_.divers; ++i) cells.set(gauge_row, side - 2 - i, diver_gauge);
  for (const Swimmer& shot : bullets_) cells.set(shot.row, shot.column, bullet);
  for (const Swimmer& shot : enemy_bullets_) cells.set(shot.row, shot.column, enemy_bullet);
  show_swimmers(fish_, enemy_fish, cells);
  show_swimmers(submarines_, enemy_submarine, cells);
  show_swimmers(divers_, diver, cells);
}

}  // namespace gymkhana::minatar
