// Freeway: climb from the bottom row to the top through eight rows of cars, again and again, +1 per crossing.
//
// Each car drives at its own pace, to the left or right, around the board; a trail behind it shows its pace
// and direction. A car that meets the player sends it back to the bottom. The player moves at most every
// third step. Paces and directions are drawn anew at each crossing. The clock ends the game after 2501 steps.
// No ramp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdlib>

#include "envs/arcade/minatar/game.h"

namespace gymkhana::minatar {

class Freeway {
 public:
  static constexpr int channels = 7;
  static constexpr std::array minimal_moves = {Move::stay, Move::up, Move::down};

  explicit Freeway(bool /*difficulty_ramping: there is none*/) {}

  void reset(Rng& rng) {
    *this = Freeway(false);
    draw_speeds(rng);
  }

  Turn step(Move move, Rng& rng) {
    Turn turn;
    if (rows_of(move) != 0 && player_timer_ == 0) {
      player_timer_ = player_wait;
      row_ = std::clamp(row_ + rows_of(move), 0, side - 1);
    }
    if (row_ == 0) {
      turn.reward = 1;
      draw_speeds(rng);
      row_ = side - 1;
    }
    for (int i = 0; i < car_count; ++i) drive(i);
    if (player_timer_ > 0) --player_timer_;
    turn.over = --clock_ < 0;
    return turn;
  }

  void show(Cells<channels> cells) const {
    cells.set(row_, player_column, player);
    for (int i = 0; i < car_count; ++i) {
      const Car& seen = cars_[i];
      cells.set(i + 1, seen.column, car);
      const int behind = wrapped(seen.column - direction_of(seen));
      cells.set(i + 1, behind, car + std::abs(seen.speed));
    }
  }

  void serialize(Archive& archive) { archive(row_, player_timer_, clock_, cars_); }

 private:
  enum Channel { player, car };  // and the trail of a car of pace k on channel car + k

  /// Car i drives in row i + 1.
  struct Car {
    int column = 0;
    int speed = 1;  ///< moves every |speed| + 1 steps: a small number is fast; negative drives to the left
    int timer = 1;
    void serialize(Archive& archive) { archive(column, speed, timer); }
  };

  static constexpr int car_count = 8;
  static constexpr int slowest = 5;
  static constexpr int player_column = 4;
  static constexpr int player_wait = 3;

  static constexpr int wrapped(int column) { return (column + side) % side; }
  static constexpr int direction_of(const Car& car) { return car.speed > 0 ? 1 : -1; }

  /// All paces are drawn before all directions.
  void draw_speeds(Rng& rng) {
    for (Car& car : cars_) car.speed = static_cast<int>(rng.integers(1, slowest + 1));
    for (Car& car : cars_) {
      if (rng.random() < 0.5) car.speed = -car.speed;
      car.timer = std::abs(car.speed);
    }
  }

  void drive(int i) {
    Car& car = cars_[i];
    hit(i);
    if (car.timer > 0) {
      --car.timer;
      return;
    }
    car.timer = std::abs(car.speed);
    car.column = wrapped(car.column + direction_of(car));
    hit(i);
  }

  void hit(int i) {
    if (i + 1 == row_ && cars_[i].column == player_column) row_ = side - 1;
  }

  int row_ = side - 1;
  int player_timer_ = player_wait;
  int clock_ = 2500;
  std::array<Car, car_count> cars_ = {};
};

}  // namespace gymkhana::minatar
