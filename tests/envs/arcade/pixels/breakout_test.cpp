// Scenes of Breakout, seen through its pixels or set up through its saved state.
#include "envs/arcade/pixels/breakout.h"

#include <doctest/doctest.h>

#include "tests/envs/arcade/pixels/screen.h"

namespace gymkhana::pixels::breakout_test {
namespace {

constexpr Color red{200, 72, 72}, blue{66, 72, 200}, green{72, 160, 72};
constexpr int fire = 1, right = 2, left = 3;

/// What Breakout saves, in its order.
struct State {
  std::array<std::uint32_t, 6> bricks;
  int wall, lives, score, paddle;
  bool narrow, in_play;
  int x, y, speed_x, speed_y, returns;
  bool fast;

  void serialize(Archive& archive) {
    archive(bricks, wall, lives, score, paddle, narrow, in_play, x, y, speed_x, speed_y, returns, fast);
  }
};

struct Field : Screen<Breakout> {
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

/// A ball in play below the bricks, flying straight up in column 8 (pixels 72 to 79).
State rising(Field& field) {
  field.reset(0);
  field.frames(1, fire);
  State state = field.state();
  state.x = 75 * unit;
  state.y = 100 * unit;
  state.speed_x = 0;
  state.speed_y = -32;
  return state;
}

}  // namespace

TEST_CASE("Breakout: a ball comes with fire only; five of them make a game") {
  Field field;
  field.reset(0);
  field.frames(200, right);
  CHECK(!field.state().in_play);
  CHECK(field.find(red, 8, 189, 144, 4).x == 136);
  for (int lives = 5; lives > 0; --lives) {
    CHECK(field.game.lives() == lives);
    CHECK(!field.over);
    State away = field.state();
    field.frames(1, fire);
    away = field.state();
    CHECK(away.in_play);
    away.x = 12 * unit;
    away.speed_x = 0;
    field.set(away);
    field.frames(120);
    CHECK(!field.state().in_play);
  }
  CHECK(field.over);
}

TEST_CASE("Breakout: bricks are worth 1, 1, 4, 4, 7, 7 from below") {
  for (int row = 0; row < 6; ++row) {
    Field field;
    State state = rising(field);
    for (int below = row + 1; below < 6; ++below) state.bricks[below] = 0;
    field.set(state);
    CHECK(field.frames(30) == std::array{7, 7, 4, 4, 1, 1}[row]);
    CHECK(field.state().bricks[row] == (((1u << 18) - 1) & ~(1u << 8)));
    CHECK(field.state().speed_y > 0);
    CHECK(field.state().fast == (row < 2));
  }
}

TEST_CASE("Breakout: a broken brick is gone from the picture") {
  Field field;
  field.set(rising(field));
  CHECK(field.count(blue, 72, 87, 8, 6) == 48);
  field.frames(10);
  CHECK(field.count(blue, 72, 87, 8, 6) == 0);
  CHECK(field.count(blue, 8, 87, 144, 6) == 17 * 48);
  CHECK(field.count(green, 8, 81, 144, 6) == 18 * 48);
}

TEST_CASE("Breakout: the paddle shrinks when the ball reaches the ceiling, until it is lost") {
  Field field;
  State state = rising(field);
  for (std::uint32_t& row : state.bricks) row &= ~(1u << 8);
  field.set(state);
  CHECK(field.count(red, 8, 189, 144, 4) == 16 * 4);
  field.frames(50);
  CHECK(field.count(red, 8, 189, 144, 4) == 8 * 4);
  field.frames(100, left);
  CHECK(!field.state().in_play);
  CHECK(field.count(red, 8, 189, 144, 4) == 16 * 4);
}

TEST_CASE("Breakout: the place on the paddle decides the angle, the number of returns the speed") {
  const auto returned = [](int offset, int returns) {
    Field field;
    State state = rising(field);
    state.speed_y = 32;
    state.y = 184 * unit;
    state.x = state.paddle + offset * unit;
    state.returns = returns;
    field.set(state);
    field.frames(2);
    return field.state();
  };
  CHECK(returned(-1, 0).speed_x == -24);
  CHECK(returned(15, 0).speed_x == 24);
  CHECK(returned(6, 0).speed_x == -6);
  CHECK(returned(-2, 0).speed_y == 32);  // just missed
  CHECK(returned(6, 0).speed_y == -24);
  CHECK(returned(6, 3).speed_y == -32);
  CHECK(returned(15, 11).speed_y == -44);
  CHECK(returned(15, 11).speed_x == 44);
}

TEST_CASE("Breakout: the second wall comes with the return after the first, and ends the game") {
  Field field;
  State state = rising(field);
  state.bricks = {0, 0, 0, 0, 0, 1u << 8};
  field.set(state);
  CHECK(field.frames(10) == 1);
  CHECK(!field.over);
  state = field.state();
  CHECK(state.bricks[0] == 0);
  state.x = state.paddle;
  state.y = 180 * unit;
  field.set(state);
  field.frames(10);
  CHECK(field.state().bricks[0] == (1u << 18) - 1);
  CHECK(field.state().wall == 2);

  state = rising(field);
  state.bricks = {0, 0, 0, 0, 0, 1u << 8};
  state.wall = 2;
  field.set(state);
  field.frames(10);
  CHECK(field.over);
}

TEST_CASE("Breakout: steady play earns 864") {
  Field field;
  field.reset(2);
  Rng aim(4);
  int total = 0, offset = 0;
  bool over = false;
  for (int frame = 0; frame < 1'000'000 && !over; ++frame) {
    State state{};
    load_state(state, save_state(field.game));
    if (state.speed_y < 0) offset = static_cast<int>(aim.integers(1, state.narrow ? 6 : 14));
    const int gap = state.x - state.paddle - offset * unit;
    const int action = !state.in_play ? fire : gap > unit ? right : gap < -unit ? left : 0;
    const Turn turn = field.game.step(action, field.rng);
    total += turn.reward;
    over = turn.over;
  }
  CHECK(over);
  CHECK(total == 864);
}

}  // namespace gymkhana::pixels::breakout_test
