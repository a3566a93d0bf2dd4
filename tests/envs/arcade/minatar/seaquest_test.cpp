// Scenes of MinAtar Seaquest, played step by step.
#include "envs/arcade/minatar/seaquest.h"

#include <doctest/doctest.h>

#include "tests/envs/arcade/minatar/board.h"

namespace gymkhana::minatar::seaquest_test {
namespace {

enum Channel { front, back, bullet, trail, enemy_bullet, fish, submarine, oxygen, divers_on_board, diver };

}  // namespace

TEST_CASE("Seaquest: the start") {
  const Board<Seaquest> board;
  CHECK(board.on(0, 5, front));
  CHECK(board.on(0, 6, back));
  CHECK(board.count(oxygen) == 10);
  CHECK(board.count(divers_on_board) == 0);
}

TEST_CASE("Seaquest: facing follows left and right, and the back lies behind") {
  Board<Seaquest> board;
  board.step(Move::right);
  CHECK(board.on(0, 6, front));
  CHECK(board.on(0, 5, back));
  board.step(Move::down);
  CHECK(board.on(1, 6, front));
  CHECK(board.on(1, 5, back));
  board.steps(6, Move::left);
  board.steps(3, Move::left);
  CHECK(board.on(1, 0, front));
  CHECK(board.on(1, 1, back));
}

TEST_CASE("Seaquest: a bullet moves in the step in which it is fired; the next comes 5 steps later") {
  Board<Seaquest> board;
  board.step(Move::fire);
  CHECK(board.on(0, 4, bullet));
  board.steps(3, Move::fire);
  CHECK(board.on(0, 1, bullet));
  CHECK(board.count(bullet) == 1);
  board.step(Move::fire);
  CHECK(board.on(0, 0, bullet));
  CHECK(board.count(bullet) == 1);
  board.step(Move::fire);
  CHECK(board.on(0, 4, bullet));
  CHECK(board.count(bullet) == 1);
}

TEST_CASE("Seaquest: air lasts 200 steps under water") {
  Board<Seaquest> board;
  for (int under_water = 1; under_water <= 200; ++under_water) {
    board.step(Move::down);
    CHECK(board.count(oxygen) == (200 - under_water) * 10 / 200);
  }
  CHECK(board.step(Move::down).over);
  CHECK(board.count(oxygen) == 0);
}

TEST_CASE("Seaquest: at the surface no air is used; coming up without a diver ends the game") {
  Board<Seaquest> board;
  CHECK(!board.steps(15).over);
  CHECK(board.count(oxygen) == 10);
  CHECK(!board.step(Move::down).over);
  CHECK(board.count(oxygen) == 9);
  CHECK(board.step(Move::up).over);
}

TEST_CASE("Seaquest: the first enemy comes in step 21, the first diver in step 31") {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    Board<Seaquest> board(seed);
    board.steps(20);
    CHECK(board.count(fish) + board.count(submarine) == 0);
    board.step();
    CHECK(board.count(fish) + board.count(submarine) == 1);
    board.steps(9);
    CHECK(board.count(diver) == 0);
    board.step();
    CHECK(board.count(diver) == 1);
  }
}

TEST_CASE("Seaquest: an enemy submarine shoots in its 11th step, into the next column") {
  for (std::uint64_t seed = 0;; ++seed) {
    Board<Seaquest> board(seed);
    board.steps(21);
    if (board.count(submarine) == 0) continue;
    board.steps(9);
    CHECK(board.count(enemy_bullet) == 0);
    board.step();
    CHECK(board.count(enemy_bullet) == 1);
    board.step();
    CHECK(board.count(enemy_bullet) == 1);
    break;
  }
}

}  // namespace gymkhana::minatar::seaquest_test
