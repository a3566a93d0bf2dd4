// What the five MinAtar games have in common: a board of 10 x 10 cells, six moves, and how a game is written.
//
// MinAtar: K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
// Reinforcement Learning Experiments" (2019), arXiv:1903.03176. Rows count from the top, columns from the
// left.
#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <span>

#include "envs/arcade/turn.h"
#include "envs/core/archive.h"
#include "envs/core/random/rng.h"

namespace gymkhana::minatar {

inline constexpr int side = 10;  ///< rows and columns of the board

enum class Move : std::int8_t { stay, left, up, right, down, fire };
inline constexpr int move_count = 6;

/// Columns moved by a step to the left or right, and rows by a step up or down; 0 for all other moves.
constexpr int columns_of(Move move) {
  return (move == Move::right) - (move == Move::left);
}
constexpr int rows_of(Move move) {
  return (move == Move::down) - (move == Move::up);
}

constexpr bool on_board(int column) {
  return 0 <= column && column < side;
}

/// The board as it is observed: one byte per cell and channel, 1 where the channel is on. Starts all off.
template <int channels>
class Cells {
 public:
  static constexpr int size = side * side * channels;

  explicit Cells(std::span<std::uint8_t> bytes) : bytes_(bytes.data()) { std::memset(bytes_, 0, size); }

  void set(int row, int column, int channel, bool on = true) {
    bytes_[(row * side + column) * channels + channel] = on;
  }

 private:
  std::uint8_t* bytes_;
};

/// A game is a value made with or without its difficulty ramp. `minimal_moves` are those that matter in it.
template <class T>
concept Game = requires(T game, const T& watched, Rng& rng, Cells<T::channels> cells, Archive& archive) {
  T(bool{});
  { T::minimal_moves[0] } -> std::convertible_to<Move>;
  game.reset(rng);
  { game.step(Move::stay, rng) } -> std::same_as<Turn>;
  watched.show(cells);
  game.serialize(archive);
};

}  // namespace gymkhana::minatar
