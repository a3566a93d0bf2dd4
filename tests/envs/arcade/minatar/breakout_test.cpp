// Scenes of MinAtar Breakout, played step by step.
#include "envs/arcade/minatar/breakout.h"

#include <doctest/doctest.h>

#include "tests/envs/arcade/minatar/board.h"

namespace gymkhana::minatar::breakout_test {
namespace {

enum Channel { paddle, ball, trail, brick };

/// A game whose ball starts in the left column.
Board<Breakout> from_the_left() {
  for (std::uint64_t seed = 0;; ++seed) {
    Board<Breakout> board(seed);
    if (board.on(3, 0, ball)) return board;
  }
}

}  // namespace

TEST_CASE("Breakout: the start") {
  const Board<Breakout> board = from_the_left();
  CHECK(board.on(9, 4, paddle));
  CHECK(board.on(3, 0, trail));
  CHECK(board.count(brick) == 30);
}

TEST_CASE("Breakout: a paddle under the ball sends it back on its other diagonal") {
  Board<Breakout> board = from_the_left();
  board.step(Move::right);
  board.steps(4);
  REQUIRE(board.on(8, 5, ball));
  const Turn turn = board.step();  // paddle and ball both in column 5
  CHECK(!turn.over);
  CHECK(board.on(8, 6, ball));
  CHECK(board.on(8, 5, trail));
  board.step();
  CHECK(board.on(7, 7, ball));
}

TEST_CASE("Breakout: a paddle where the ball lands sends it back where it came from") {
  Board<Breakout> board = from_the_left();
  board.steps(2, Move::right);
  board.steps(4);
  CHECK(board.on(8, 6, ball));
  board.step();
  CHECK(board.on(7, 5, ball));
}

TEST_CASE("Breakout: a ball that passes the paddle ends the game in row 9") {
  Board<Breakout> board = from_the_left();
  CHECK(!board.steps(5).over);
  CHECK(board.step().over);
  CHECK(board.on(9, 6, ball));
}

TEST_CASE("Breakout: at the side wall the ball goes straight for a step, and a hit brick sends it back") {
  Board<Breakout> board = from_the_left();
  board.step(Move::right);
  board.steps(5);  // (8, 6), going up and right
  board.steps(3);
  REQUIRE(board.on(5, 9, ball));
  board.step();
  CHECK(board.on(4, 9, ball));
  const Turn turn = board.step();  // brick (3, 8)
  CHECK(turn.reward == 1);
  CHECK(board.count(brick) == 29);
  CHECK(!board.on(3, 8, brick));
  CHECK(board.on(4, 8, ball));
  board.step();
  CHECK(board.on(5, 7, ball));
}

}  // namespace gymkhana::minatar::breakout_test
