// Scenes of MinAtar Asterix, played step by step.
#include "envs/arcade/minatar/asterix.h"

#include <vector>

#include <doctest/doctest.h>

#include "tests/envs/arcade/minatar/board.h"

namespace gymkhana::minatar::asterix_test {
namespace {

enum Channel { player, enemy, trail, gold };

/// The steps among the first `count` in which something is drawn, that is, spawns.
std::vector<int> spawn_steps(bool ramping, int count) {
  Board<Asterix> board(0, ramping);
  std::vector<int> spawns;
  for (int step = 1; step <= count; ++step) {
    const Rng before = board.rng();
    board.step();
    if (outputs_between(before, board.rng()) > 0) spawns.push_back(step);
  }
  return spawns;
}

}  // namespace

TEST_CASE("Asterix: the player starts at (5, 5) and stays within rows 1 to 8") {
  Board<Asterix> board;
  CHECK(board.on(5, 5, player));
  CHECK(board.count(enemy) + board.count(gold) + board.count(trail) == 0);
  board.steps(9, Move::up);
  CHECK(board.on(1, 5, player));
  board.steps(9, Move::left);
  CHECK(board.on(1, 0, player));
  board.steps(9, Move::down);
  CHECK(board.on(8, 0, player));
  board.steps(11, Move::right);
  CHECK(board.on(8, 9, player));
  board.step(Move::fire);
  CHECK(board.on(8, 9, player));
}

TEST_CASE("Asterix: things come every 10 steps, and with the ramp ever faster") {
  const std::vector<int> steady = spawn_steps(false, 1000);
  CHECK(steady.size() == 99);
  CHECK(steady.front() == 11);
  CHECK(steady.back() == 991);

  const std::vector<int> ramped = spawn_steps(true, 1000);
  CHECK(ramped[0] == 11);
  CHECK(ramped[9] == 101);
  CHECK(ramped[10] == 111);  // the interval became 9 in step 102, after the timer was set to 10
  CHECK(ramped[11] == 120);
  CHECK(ramped.back() == 1000);
  CHECK(ramped[ramped.size() - 50] == 951);  // in every step since 918
}

TEST_CASE(
    "Asterix: a spawn draws side and kind even without a free row, and a row only if there is a choice") {
  Board<Asterix> board;
  board.steps(920);
  int full = 0, one_free = 0;
  for (int i = 0; i < 300; ++i) {
    int things = 0;  // of the eight rows at the time of the spawn
    for (int row = 1; row <= 8; ++row) {
      for (int column = 0; column < side; ++column) {
        things += board.on(row, column, enemy) || board.on(row, column, gold);
      }
    }
    const Rng before = board.rng();
    board.step();
    const int outputs = outputs_between(before, board.rng());
    if (things >= 7) CHECK(outputs == 4);
    if (things < 7) CHECK(outputs >= 5);
    full += things == 8;
    one_free += things == 7;
  }
  CHECK(full > 0);
  CHECK(one_free > 0);
}

TEST_CASE("Asterix: touching gold takes it for 1, touching an enemy ends the game and leaves it there") {
  int taken = 0;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Board<Asterix> board(seed);
    Turn turn;
    while (!turn.over) {
      turn = board.step();
      taken += turn.reward;
      CHECK(!board.on(5, 5, gold));
      CHECK(turn.over == board.on(5, 5, enemy));
    }
  }
  CHECK(taken > 0);
}

}  // namespace gymkhana::minatar::asterix_test
