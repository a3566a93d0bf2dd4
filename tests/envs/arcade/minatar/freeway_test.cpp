// Scenes of MinAtar Freeway, played step by step.
#include "envs/arcade/minatar/freeway.h"

#include <array>

#include <doctest/doctest.h>

#include "tests/envs/arcade/minatar/board.h"

namespace gymkhana::minatar::freeway_test {
namespace {

enum Channel { player, car };

/// The speed of the car in `row` as its trail tells it: the trail lies behind the car.
int speed_in(const Board<Freeway>& board, int row) {
  for (int column = 0; column < side; ++column) {
    if (!board.on(row, column, car)) continue;
    for (int pace = 1; pace <= 5; ++pace) {
      if (board.on(row, (column + side - 1) % side, car + pace)) return pace;
      if (board.on(row, (column + 1) % side, car + pace)) return -pace;
    }
  }
  return 0;
}

int player_row(const Board<Freeway>& board) {
  for (int row = 0; row < side; ++row) {
    if (board.on(row, 4, player)) return row;
  }
  return -1;
}

}  // namespace

TEST_CASE("Freeway: the known starts") {
  const std::array<std::array<int, 8>, 3> known = {
      {{-5, 1, 4, -4, 4, 2, 4, 3}, {-4, -5, -1, 2, -4, 1, -1, 2}, {-1, 1, -4, -3, 4, 1, -3, 2}}};
  for (int seed = 0; seed < 3; ++seed) {
    const Board<Freeway> board(seed);
    CHECK(outputs_between(Rng::legacy(seed), board.rng()) == 28);
    for (int i = 0; i < 8; ++i) CHECK(speed_in(board, i + 1) == known[seed][i]);
  }
}

TEST_CASE("Freeway: the player moves first in step 4, then every 3 steps") {
  Board<Freeway> board;
  board.steps(3, Move::up);
  CHECK(player_row(board) == 9);
  board.step(Move::up);
  CHECK(player_row(board) == 8);
  board.steps(2, Move::up);
  CHECK(player_row(board) == 8);
  board.step(Move::up);
  CHECK(player_row(board) == 7);
  board.steps(3, Move::down);
  CHECK(player_row(board) == 8);
}

TEST_CASE("Freeway: down in the bottom row uses up the timer") {
  Board<Freeway> board;
  board.steps(3);
  board.step(Move::down);
  board.steps(2, Move::up);
  CHECK(player_row(board) == 9);
  board.step(Move::up);
  CHECK(player_row(board) == 8);
}

TEST_CASE("Freeway: a car of pace k moves every k + 1 steps, around the board") {
  Board<Freeway> board(0);  // pace 1 to the right in row 2, pace 5 to the left in row 1
  CHECK(board.on(2, 0, car));
  board.step();
  CHECK(board.on(2, 0, car));
  board.step();
  CHECK(board.on(2, 1, car));
  board.steps(3);
  CHECK(board.on(1, 0, car));
  board.step();
  CHECK(board.on(1, 9, car));
  CHECK(board.on(1, 0, car + 5));
}

TEST_CASE("Freeway: the clock ends the game in step 2501") {
  Board<Freeway> board;
  CHECK(!board.steps(2500).over);
  CHECK(board.step().over);
}

TEST_CASE("Freeway: a crossing gives 1 and draws new cars") {
  Board<Freeway> board(3);
  for (int step = 0; step < 2500; ++step) {
    const Rng before = board.rng();
    const Turn turn = board.step(Move::up);
    CHECK((turn.reward == 1) == (outputs_between(before, board.rng()) != 0));
    if (turn.reward == 1) {
      CHECK(player_row(board) == 9);
      return;
    }
  }
  FAIL("no crossing");
}

}  // namespace gymkhana::minatar::freeway_test
