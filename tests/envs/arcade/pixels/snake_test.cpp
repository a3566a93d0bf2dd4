// Scenes of Snake, set up through its saved state.
#include "envs/arcade/pixels/snake.h"

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/envs/arcade/pixels/screen.h"

namespace gymkhana::pixels::snake_test {
namespace {

constexpr int up = 1, right = 2, left = 3, down = 4;

/// What Snake saves, in its order.
struct State {
  std::vector<int> body;
  int food;
  std::array<int, 2> direction, wish;
  int wait;

  void serialize(Archive& archive) { archive(body, food, direction, wish, wait); }
};

struct Garden : Screen<Snake> {
  State state() const {
    State state{};
    load_state(state, save_state(game));
    return state;
  }
  void set(const State& state) {
    load_state(game, save_state(state));
    look();
  }
};

constexpr int cell(int row, int column) {
  return row * 18 + column;
}

}  // namespace

TEST_CASE("Snake: it starts in the middle, moves right, one cell every four frames") {
  Garden garden;
  garden.reset(0);
  CHECK(garden.state().body == std::vector{cell(9, 7), cell(9, 8), cell(9, 9)});
  CHECK(garden.count(palette::yellow, 8, 42, 144, 144) == 64);
  CHECK(garden.find(palette::yellow, 8, 42, 144, 144).x == 8 + 9 * 8);
  garden.frames(3);
  CHECK(garden.state().body.back() == cell(9, 9));
  garden.frames(1);
  CHECK(garden.state().body == std::vector{cell(9, 8), cell(9, 9), cell(9, 10)});
}

TEST_CASE("Snake: it turns where it was last told, but never back") {
  Garden garden;
  garden.reset(0);
  State start = garden.state();
  start.food = 0;
  garden.set(start);
  garden.frames(4, left);
  CHECK(garden.state().body.back() == cell(9, 10));
  garden.frames(1, up);
  garden.frames(3);
  CHECK(garden.state().body.back() == cell(8, 10));
  garden.frames(4, down);
  CHECK(garden.state().body.back() == cell(7, 10));
}

TEST_CASE("Snake: food pays 1, makes it longer, and comes again in a free cell") {
  Garden garden;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    garden.reset(seed);
    State state = garden.state();
    state.food = cell(9, 10);
    garden.set(state);
    CHECK(garden.frames(4) == 1);
    const State fed = garden.state();
    CHECK(fed.body == std::vector{cell(9, 7), cell(9, 8), cell(9, 9), cell(9, 10)});
    CHECK(std::find(fed.body.begin(), fed.body.end(), fed.food) == fed.body.end());
  }
}

TEST_CASE("Snake: walls end the game") {
  Garden garden;
  garden.reset(0);
  State state = garden.state();
  state.food = 0;
  garden.set(state);
  garden.frames(8 * 4);
  CHECK(!garden.over);
  garden.frames(4);
  CHECK(garden.over);
}

TEST_CASE("Snake: its body ends the game, but not the cell that its tail leaves") {
  Garden garden;
  garden.reset(0);
  State ring = garden.state();
  ring.body = {cell(5, 5), cell(5, 6), cell(6, 6), cell(6, 5)};
  ring.food = 0;
  ring.direction = ring.wish = {0, -1};
  garden.set(ring);
  garden.frames(4, up);
  CHECK(!garden.over);
  CHECK(garden.state().body.back() == cell(5, 5));

  ring.body.insert(ring.body.begin(), cell(4, 5));
  garden.set(ring);
  garden.frames(4, up);
  CHECK(garden.over);
}

TEST_CASE("Snake: the last free cell wins") {
  Garden garden;
  garden.reset(0);
  State full = garden.state();
  full.body.clear();
  for (int i = 0; i < 18 * 18; ++i) {
    const int row = i / 18, column = row % 2 == 0 ? i % 18 : 17 - i % 18;
    if (i < 18 * 18 - 1) full.body.push_back(cell(row, column));
    if (i == 18 * 18 - 1) full.food = cell(row, column);
  }
  full.direction = full.wish = {0, -1};
  garden.set(full);
  CHECK(garden.frames(4) == 1);
  CHECK(garden.over);
}

}  // namespace gymkhana::pixels::snake_test
