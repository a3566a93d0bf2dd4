// A MinAtar game played by hand in tests: its rules without sticky actions, and its board to look at.
#pragma once

#include <array>
#include <vector>

#include "envs/arcade/minatar/game.h"

namespace gymkhana::minatar {

template <Game Rules>
class Board {
 public:
  explicit Board(std::uint64_t seed = 0, bool ramping = true) : game_(ramping), rng_(Rng::legacy(seed)) {
    game_.reset(rng_);
    look();
  }

  Turn step(Move move = Move::stay) {
    const Turn turn = game_.step(move, rng_);
    look();
    return turn;
  }
  /// Takes `count` steps and returns the last.
  Turn steps(int count, Move move = Move::stay) {
    Turn turn;
    for (int i = 0; i < count; ++i) turn = step(move);
    return turn;
  }

  bool on(int row, int column, int channel) const {
    return bytes_[(row * side + column) * Rules::channels + channel] != 0;
  }
  int count(int channel) const {
    int count = 0;
    for (int cell = 0; cell < side * side; ++cell) count += bytes_[cell * Rules::channels + channel];
    return count;
  }
  const Rng& rng() const { return rng_; }

 private:
  void look() { game_.show(Cells<Rules::channels>(bytes_)); }

  Rules game_;
  Rng rng_;
  std::array<std::uint8_t, Cells<Rules::channels>::size> bytes_;
};

/// How many 32-bit outputs lie between two states of a generator; at most 50 are looked for.
inline int outputs_between(Rng before, const Rng& after) {
  for (int count = 0; count <= 50; ++count) {
    if (before == after) return count;
    before.next_uint32();
  }
  return -1;
}

}  // namespace gymkhana::minatar
