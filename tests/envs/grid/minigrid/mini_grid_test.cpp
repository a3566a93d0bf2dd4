// The rules that all MiniGrid worlds share, tried on small maps.
#include "envs/grid/minigrid/mini_grid.h"

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/envs/grid/minigrid/game.h"
#include "tests/support/recording_canvas.h"

using namespace gymkhana;
using namespace gymkhana::minigrid;
using test::Game;
using test::on_map;

TEST_CASE("the agent turns, walks, and stops at walls") {
  Game game = on_map("#####/#>.G#/#####");
  CHECK(game.direction() == 0);
  game.play("r");
  CHECK(game.direction() == 1);
  game.play("f");
  CHECK(game.agent().position == Position{1, 1});
  game.play("lll");
  CHECK(game.direction() == 2);
  game.play("rrf");
  CHECK(game.agent().position == Position{2, 1});
}

TEST_CASE("success earns 1 - 0.9 t / T and is told") {
  Game game = on_map("#####/#>.G#/#####", {{"max_steps", "10"}});
  const Step on_the_way = game.play("f");
  CHECK(on_the_way.reward == 0);
  CHECK_FALSE(on_the_way.terminated);
  CHECK_FALSE(game.succeeded());
  const Step home = game.play("f");
  CHECK(home.reward == 1 - 0.9 * 0.2);
  CHECK(home.terminated);
  CHECK_FALSE(home.truncated);
  CHECK(game.succeeded());
}

TEST_CASE("lava ends the episode, and time truncates it") {
  const Step burnt = on_map("#####/#>~G#/#####").play("f");
  CHECK(burnt.terminated);
  CHECK(burnt.reward == 0);
  Game game = on_map("#####/#>.G#/#####", {{"max_steps", "3"}});
  CHECK_FALSE(game.play("ll").truncated);
  const Step late = game.play("l");
  CHECK(late.truncated);
  CHECK_FALSE(late.terminated);
}

TEST_CASE("a key is carried, dropped, and opens the door of its colour") {
  Game game = on_map("#######/#>KLG.#/#.....#/#######");
  const Position door{3, 1};
  game.play("f");
  CHECK(game.agent().position == Position{1, 1});  // keys are in the way
  game.play("p");
  CHECK(game.agent().carried == Cell{Kind::key, Hue::yellow});
  CHECK(game.image(3, 6, 0) == 5);  // what is carried shows at the agent's place
  CHECK(game.image(3, 6, 1) == 4);
  game.play("frd");
  CHECK(game.env().grid()[{2, 2}] == Cell{Kind::key, Hue::yellow});
  CHECK_FALSE(game.agent().carries_something());
  game.play("lt");
  CHECK(game.env().grid()[door].door == Door::locked);
  game.play("rplt");
  CHECK(game.env().grid()[door].door == Door::open);
  CHECK(game.agent().carries_something());  // the key is kept
  game.play("t");
  CHECK(game.env().grid()[door].door == Door::closed);
  CHECK_FALSE(game.play("f").terminated);
  CHECK(game.play("tff").reward > 0.9);
}

TEST_CASE("only one thing is carried, and nothing is dropped on another") {
  Game game = on_map("#####/#>O.#/#B..#/#..G#/#####");
  game.play("prp");
  CHECK(game.agent().carried.kind == Kind::ball);
  game.play("d");
  CHECK(game.agent().carried.kind == Kind::ball);
  game.play("t");  // a box opens, and is gone
  CHECK(game.env().grid()[{1, 2}].is_empty());
  game.play("d");
  CHECK(game.env().grid()[{1, 2}].kind == Kind::ball);
}

using Rows = std::vector<std::string>;
const std::string dark(7, ' ');

TEST_CASE("the view is turned with the agent and ends at walls and closed doors") {
  Game game = on_map("#########/#...D..G#/#.^.#...#/#...#...#/#########");
  CHECK(game.view() == Rows{dark, dark, dark, dark, " ##### ", " #...D ", " #...# "});
  game.play("r");
  CHECK(game.view() == Rows{dark, dark, dark, dark, " #D### ", " #...# ", " #...# "});
  game.play("lfrft");  // the door is open: light falls through it, and spreads
  CHECK(game.view() == Rows{dark, "  #####", "  #G..#", "  #...#", "  #...#", "  #D###", "  #...#"});
}

TEST_CASE("light passes straight on and aslant, but not through corners of walls") {
  Game game = on_map("#######/#.....#/#.#.#.#/#..^..#/#....G#/#######");
  CHECK(game.view() == Rows{dark, dark, dark, "#######", "#.....#", "#.#.#.#", "#.....#"});
}

TEST_CASE("a saved environment goes on as the original does") {
  Game game("MiniGrid-Dynamic-Obstacles-8x8-v0"), copy("MiniGrid-Dynamic-Obstacles-8x8-v0", {}, 9);
  game.play("frf");
  load_state(*copy.made, save_state(*game.made));
  copy.rng = game.rng;
  const Step expected = game.play("lff"), seen = copy.play("lff");
  CHECK(copy.view() == game.view());
  CHECK(seen.reward == expected.reward);
  CHECK(save_state(*copy.made) == save_state(*game.made));
}

TEST_CASE("maps and options that cannot be are refused with their reason") {
  const auto reason = [](const Settings& options) -> std::string {
    try {
      Game("Gymkhana/MapWorld-v0", options);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  };
  CHECK(reason({{"map", "#.G#"}}).find("no agent") != std::string::npos);
  CHECK(reason({{"map", "#>v#"}}).find("2 times") != std::string::npos);
  CHECK(reason({{"map", "#>.#"}}).find("no goal") != std::string::npos);
  CHECK(reason({{"map", "#>G#/##"}}).find("row 1 has 2 cells") != std::string::npos);
  CHECK(reason({{"map", "#>GX"}}).find("unknown letter 'X'") != std::string::npos);
  CHECK(reason({{"mission", std::string(97, 'a')}}).find("96") != std::string::npos);
  CHECK_THROWS_AS(Game("MiniGrid-SimpleCrossingS9N1-v0", {{"size", "8"}}), Error);
  CHECK_THROWS_AS(Game("MiniGrid-Empty-5x5-v0", {{"agent_start_pos", "0,0"}}), Error);
  CHECK_THROWS_AS(Game("MiniGrid-Fetch-5x5-N2-v0", {{"numObjs", "9"}}), Error);  // no cell left for the agent
  CHECK_THROWS_AS(Game("MiniGrid-PutNear-6x6-N2-v0", {{"size", "5"}}), Error);
  CHECK_THROWS_WITH_AS(Game("MiniGrid-MultiRoom-N6-v0", {{"minNumRooms", "20"}, {"maxNumRooms", "20"}}),
                       doctest::Contains("make minNumRooms, maxNumRooms or maxRoomSize smaller"), Error);
}

TEST_CASE("the picture shows the whole grid and keeps inside it") {
  Game game("MiniGrid-BlockedUnlockPickup-v0");
  test::RecordingCanvas canvas;
  game.made->draw(canvas);
  CHECK(canvas.all_in_sight(0.1));
  std::string mission;  // in as many lines as it needs
  for (const test::Shape& shape : canvas.shapes) {
    if (shape.kind == "text") mission += (mission.empty() ? "" : " ") + shape.words;
  }
  CHECK(mission == game.mission());
  CHECK(canvas.last("polygon", palette::orange).points.size() == 3);
}

TEST_CASE("an episode can begin where one likes, and goes on from there once") {
  Game game = on_map("######/#>.K.#/#..~G#/######");
  auto& env = dynamic_cast<MiniGrid&>(*game.made);
  const std::vector<Stance> stances = env.stances();
  CHECK(stances.size() == 5 * 4);  // not on the key, in lava or at the goal
  const Stance& last = stances.back();
  CHECK(last.cell == 2 * 6 + 2);
  CHECK(last.direction == 3);
  CHECK(last.centre.x == 2.5);
  CHECK(last.centre.y == 1.5);  // y upwards
  CHECK(last.heading.y == 1);
  game.play("r");
  const auto setting = env.setting();
  env.begin_at(last);
  ObservationBatch seen(env.spec().observation, 1);
  env.reset(game.rng, seen[0]);
  CHECK(env.stance().cell == last.cell);
  CHECK(seen[0].integers(1)[0] == 3);
  CHECK(env.setting() == setting);
  game.play("frp");  // up, and takes the key
  CHECK(env.setting() != setting);
  env.reset(game.rng, seen[0]);
  CHECK(env.stance().cell == 1 * 6 + 1);
}
