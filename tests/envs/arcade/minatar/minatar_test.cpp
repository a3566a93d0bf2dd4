// MinAtar games as environments: stickiness, action sets, saving, pictures.
#include "envs/arcade/minatar/minatar.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"

namespace gymkhana {
namespace {

std::vector<std::string> minatar_ids() {
  std::vector<std::string> ids = standard_envs().ids();
  std::erase_if(ids, [](const std::string& id) { return !id.starts_with("MinAtar/"); });
  return ids;
}

/// An environment with its generator and what it shows.
struct Table {
  explicit Table(const std::string& id, const Settings& options = {}, std::uint64_t seed = 0)
      : env(standard_envs().make(id, options)), rng(Rng::legacy(seed)), seen(env->spec().observation, 1) {
    env->reset(rng, seen[0]);
  }
  Step step(int action) { return env->step(Action(action), rng, seen[0]); }
  std::vector<std::uint8_t> bytes() const { return {seen[0].bytes().begin(), seen[0].bytes().end()}; }

  std::unique_ptr<Env> env;
  Rng rng;
  ObservationBatch seen;
};

/// Where Asterix's player stands, as 10 row + column.
int player_cell(const Table& asterix) {
  const std::vector<std::uint8_t> bytes = asterix.bytes();
  for (int cell = 0; cell < 100; ++cell) {
    if (bytes[cell * 4] != 0) return cell;
  }
  return -1;
}

}  // namespace

TEST_CASE("there are five MinAtar games in two versions") {
  CHECK(minatar_ids().size() == 10);
  const EnvRegistry registry = standard_envs();
  CHECK(std::get<Discrete>(registry.make("MinAtar/Freeway-v0")->spec().action).n == 6);
  CHECK(registry.make("MinAtar/Freeway-v1")->spec().action_names ==
        std::vector<std::string>{"stay", "up", "down"});
  CHECK(registry.make("MinAtar/SpaceInvaders-v1")->spec().action_names ==
        std::vector<std::string>{"stay", "left", "right", "fire"});
  CHECK(to_string(registry.make("MinAtar/Seaquest-v0")->spec().observation) ==
        "Box(0, 1, (10, 10, 10), uint8)");
}

TEST_CASE("with sticky_action_prob 1 the first action, stay, sticks for ever") {
  Table asterix("MinAtar/Asterix-v0", {{"sticky_action_prob", "1"}});
  for (int i = 0; i < 9; ++i) asterix.step(1);
  CHECK(player_cell(asterix) == 55);
}

TEST_CASE("every step draws for stickiness, also without it and after the end") {
  Table breakout("MinAtar/Breakout-v0", {{"sticky_action_prob", "0"}});
  Rng reference = breakout.rng;
  bool over = false;
  for (int i = 0; i < 12; ++i) {
    const std::vector<std::uint8_t> before = breakout.bytes();
    const Step step = breakout.step(1);
    reference.random();
    CHECK(breakout.rng == reference);
    if (over) {
      CHECK(step.terminated);
      CHECK(step.reward == 0);
      CHECK(breakout.bytes() == before);
    }
    over = step.terminated;
  }
  CHECK(over);
}

TEST_CASE("the last action survives a reset, and is saved") {
  Table asterix("MinAtar/Asterix-v0", {{"sticky_action_prob", "0"}});
  asterix.step(3);
  Table sticking("MinAtar/Asterix-v0", {{"sticky_action_prob", "1"}});
  load_state(*sticking.env, save_state(*asterix.env));
  sticking.env->reset(sticking.rng, sticking.seen[0]);
  CHECK(player_cell(sticking) == 55);
  sticking.step(0);
  CHECK(player_cell(sticking) == 56);
}

TEST_CASE("the first things to come, if the player stays") {
  struct Arrival {
    std::string id;
    std::uint64_t seed;
    int step, outputs;  // 32-bit outputs drawn in that step
    int row, column;    // where it is seen after the step
    int channel;
  };
  const std::string asterix = "MinAtar/Asterix-v0", seaquest = "MinAtar/Seaquest-v0";
  constexpr int enemy = 1, gold = 3, fish = 5, submarine = 6, diver = 9;
  const std::vector<Arrival> known = {
      {asterix, 0, 11, 7, 6, 8, enemy},      {asterix, 0, 21, 7, 2, 8, enemy},
      {asterix, 1, 11, 7, 3, 8, gold},       {asterix, 1, 21, 7, 2, 8, enemy},
      {asterix, 2, 11, 7, 5, 8, gold},       {asterix, 2, 21, 7, 6, 1, enemy},
      {seaquest, 0, 21, 7, 4, 9, fish},      {seaquest, 0, 31, 5, 5, 0, diver},
      {seaquest, 0, 41, 7, 4, 9, submarine}, {seaquest, 1, 21, 7, 7, 9, submarine},
      {seaquest, 1, 31, 5, 1, 0, diver},     {seaquest, 1, 41, 7, 8, 0, fish},
      {seaquest, 2, 21, 7, 8, 0, fish},      {seaquest, 2, 31, 5, 8, 9, diver},
      {seaquest, 2, 41, 7, 5, 0, fish}};
  for (const Arrival& arrival : known) {
    CAPTURE(arrival.id);
    CAPTURE(arrival.seed);
    CAPTURE(arrival.step);
    Table table(arrival.id, {}, arrival.seed);
    for (int step = 1; step < arrival.step; ++step) table.step(0);
    Rng reference = table.rng;
    table.step(0);
    for (int i = 0; i < arrival.outputs; ++i) reference.next_uint32();
    CHECK(table.rng == reference);
    const int channels = std::get<Box>(table.env->spec().observation).shape[2];
    CHECK(table.bytes()[(arrival.row * 10 + arrival.column) * channels + arrival.channel] == 1);
  }
}

TEST_CASE("an action of the minimal set is the move it names") {
  Table six("MinAtar/Breakout-v0", {{"sticky_action_prob", "0"}});
  Table minimal("MinAtar/Breakout-v1", {{"sticky_action_prob", "0"}});
  six.step(3);
  minimal.step(2);
  CHECK(six.bytes() == minimal.bytes());
}

TEST_CASE("a loaded MinAtar game goes on as the saved one") {
  for (const std::string& id : minatar_ids()) {
    CAPTURE(id);
    Table first(id, {}, 11);
    const int actions = std::get<Discrete>(first.env->spec().action).n;
    Rng chooser(5);
    const auto play = [&](Table& table, int action) {
      if (table.step(action).terminated) table.env->reset(table.rng, table.seen[0]);
    };
    for (int i = 0; i < 500; ++i) play(first, chooser.choice(actions));
    Table second(id, {}, 12);
    load_state(*second.env, save_state(*first.env));
    second.rng = first.rng;
    for (int i = 0; i < 500; ++i) {
      const int action = chooser.choice(actions);
      play(first, action);
      play(second, action);
      CHECK(first.bytes() == second.bytes());
    }
  }
}

TEST_CASE("an empty observation changes nothing but the writing") {
  for (const std::string& id : minatar_ids()) {
    Table looking(id), blind(id);
    for (int i = 0; i < 4; ++i) {
      looking.step(2);
      blind.env->step(Action(2), blind.rng, {});
    }
    CHECK(save_state(*looking.env) == save_state(*blind.env));
  }
}

TEST_CASE("a cell has the colour of its highest channel") {
  Table breakout("MinAtar/Breakout-v0");
  test::RecordingCanvas canvas;
  breakout.env->draw(canvas);
  const std::vector<std::uint8_t>& rgb = canvas.shapes.back().rgb;
  REQUIRE(rgb.size() == 300);
  const auto colour = [&](int row, int column) {
    const int at = (row * 10 + column) * 3;
    return rgb[at] << 16 | rgb[at + 1] << 8 | rgb[at + 2];
  };
  CHECK(colour(0, 0) == 0);
  CHECK(colour(9, 4) == 0x163d4e);
  CHECK(colour(1, 0) == 0xc1caf3);
  CHECK(colour(3, 0) == 0xc1caf3);  // bricks hide the ball
}

}  // namespace gymkhana
