// Scenes of Pong, seen through its pixels.
#include "envs/arcade/pixels/pong.h"

#include <doctest/doctest.h>

#include "tests/envs/arcade/pixels/screen.h"

namespace gymkhana::pixels::pong_test {
namespace {

constexpr Color white{236, 236, 236}, green{92, 186, 92}, orange{213, 130, 74};
constexpr int up = 2, down = 3;

/// Pong with eyes: where things are, in pixels, or -1.
struct Court : Screen<Pong> {
  using Screen::Screen;
  int player() const { return find(green, 140, 34, 4, 160).y; }
  int machine() const { return find(orange, 16, 34, 4, 160).y; }
  Spot ball() const { return find(white, 0, 34, 160, 160); }
};

}  // namespace

TEST_CASE("Pong: both paddles start in the middle, and the ball comes after 30 frames") {
  Court court;
  court.reset(0);
  CHECK(court.player() == 106);
  CHECK(court.machine() == 106);
  CHECK(court.count(green, 140, 34, 4, 160) == 4 * 16);
  court.frames(29);
  CHECK(court.ball().x == -1);
  court.frames(1);
  CHECK(court.ball().x == 79);
  CHECK(court.count(white, 0, 34, 160, 160) == 2 * 4);
  const int before = court.ball().x;
  court.frames(5);
  CHECK(std::abs(court.ball().x - before) == 10);  // two pixels per frame
}

TEST_CASE("Pong: the paddle stays in the court") {
  Court court;
  court.reset(0);
  court.frames(40, up);
  CHECK(court.player() == 34);
  court.frames(2, down);
  CHECK(court.player() == 39);  // 2.5 pixels per frame
  court.frames(80, down);
  CHECK(court.player() == 178);
  court.frames(1, 4);  // rightfire is up too
  CHECK(court.player() == 175);
}

TEST_CASE("Pong: points add up to 21 for one side, and both sides are shown") {
  Court court;
  court.reset(3);
  Rng rng(8);
  int won = 0, lost = 0;
  while (!court.over) {
    const int reward = court.frames(4, rng.choice(6));
    won += reward > 0;
    lost += reward < 0;
    CHECK((won == 21 || lost == 21) == court.over);
  }
  CHECK(lost == 21);
  CHECK(court.count(orange, 0, 0, 160, 24) == 16 * (11 + 5));  // "21"
}

TEST_CASE("Pong: the machine misses steep balls, so an aimed return wins") {
  Court court;
  court.reset(1);
  int balance = 0;
  while (!court.over) {
    const int ball = court.ball().y;
    const int gap = (ball < 0 ? 106 : ball - 6) - court.player();  // to meet it near the upper edge
    balance += court.frames(4, gap > 5 ? down : gap < -5 ? up : 0);
  }
  CHECK(balance >= 15);
}

TEST_CASE("Pong: a rally becomes faster") {
  Court court;
  court.reset(1);
  int fastest = 0;
  for (int i = 0; i < 1500 && !court.over; ++i) {
    const Spot before = court.ball();
    const int gap = (before.y < 0 ? 106 : before.y - 6) - court.player();
    court.frames(1, gap > 2 ? down : gap < -2 ? up : 0);
    if (before.x > 30 && before.x < 130) fastest = std::max(fastest, std::abs(court.ball().x - before.x));
  }
  CHECK(fastest >= 3);
}

}  // namespace gymkhana::pixels::pong_test
