// Scenes of MinAtar Space Invaders, played step by step.
#include "envs/arcade/minatar/space_invaders.h"

#include <doctest/doctest.h>

#include "tests/envs/arcade/minatar/board.h"

namespace gymkhana::minatar::space_invaders_test {
namespace {

enum Channel { cannon, alien, left_alien, right_alien, bullet, alien_bullet };

}  // namespace

TEST_CASE("Space Invaders: the start") {
  const Board<SpaceInvaders> board;
  CHECK(board.on(9, 5, cannon));
  CHECK(board.count(alien) == 24);
  CHECK(board.count(left_alien) == 24);
  CHECK(board.on(0, 2, alien));
  CHECK(board.on(3, 7, alien));
}

TEST_CASE("Space Invaders: a bullet is in row 8 after its step and hits the lowest alien of its column") {
  Board<SpaceInvaders> board;
  board.step(Move::fire);
  CHECK(board.on(8, 5, bullet));
  board.steps(4);
  CHECK(board.on(4, 5, bullet));
  CHECK(board.step().reward == 1);
  CHECK(board.count(bullet) == 0);
  CHECK(!board.on(3, 5, alien));
  CHECK(board.count(alien) == 23);
}

TEST_CASE("Space Invaders: the cannon may shoot every 5 steps") {
  Board<SpaceInvaders> board;
  board.steps(5, Move::fire);
  CHECK(board.count(bullet) == 1);
  board.step(Move::fire);  // the first has just hit
  CHECK(board.on(8, 5, bullet));
}

TEST_CASE("Space Invaders: aliens move in step 13, turn at the edge, and come down") {
  Board<SpaceInvaders> board;
  board.steps(12, Move::right);
  CHECK(board.on(0, 2, alien));
  board.step();
  CHECK(board.on(0, 1, alien));
  board.steps(12);
  CHECK(board.on(0, 0, alien));
  board.steps(12);
  CHECK(board.on(1, 0, alien));
  CHECK(!board.on(0, 0, alien));
  CHECK(board.count(right_alien) == 24);
  board.steps(12);
  CHECK(board.on(1, 1, alien));
}

TEST_CASE("Space Invaders: the alien nearest to the cannon shoots in step 11 from its own cell") {
  Board<SpaceInvaders> board;
  board.steps(10);
  CHECK(board.count(alien_bullet) == 0);
  board.step();
  CHECK(board.on(3, 5, alien_bullet));
  board.step();
  CHECK(board.on(4, 5, alien_bullet));
  CHECK(!board.steps(4).over);
  CHECK(board.step().over);
}

TEST_CASE("Space Invaders: beyond the block, its edge column shoots") {
  Board<SpaceInvaders> board;
  board.steps(11, Move::left);
  CHECK(board.on(3, 2, alien_bullet));
}

}  // namespace gymkhana::minatar::space_invaders_test
