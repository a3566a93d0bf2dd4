// What families add to the rules: tried on environments as their seeds lay them out.
#include <cstdlib>

#include <doctest/doctest.h>

#include "tests/envs/grid/minigrid/game.h"

using namespace gymkhana;
using namespace gymkhana::minigrid;
using test::Game;

namespace {

std::optional<Position> find(const Grid& grid, Kind kind) {
  for (int y = 0; y < grid.height(); ++y) {
    for (int x = 0; x < grid.width(); ++x) {
      if (grid[{x, y}].kind == kind) return Position{x, y};
    }
  }
  return std::nullopt;
}

std::vector<Position> objects(const Grid& grid) {
  std::vector<Position> places;
  for (int y = 0; y < grid.height(); ++y) {
    for (int x = 0; x < grid.width(); ++x) {
      if (grid[{x, y}].can_be_picked_up()) places.push_back({x, y});
    }
  }
  return places;
}

/// Walks to `target` and stands before it, by breadth-first search over cells that can be entered; "" when
/// there is no way.
std::string way_to(const MiniGrid& env, Position target) {
  struct Stand {
    Position position;
    int direction;
    std::string moves;
  };
  std::vector<Stand> open = {{env.agent().position, env.agent().direction, ""}};
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Stand at = open[i];
    const Position front = at.position + headings[at.direction];
    if (front == target) return at.moves;
    const auto visit = [&](Position position, int direction, char move) {
      const bool seen = std::ranges::any_of(
          open, [&](const Stand& s) { return s.position == position && s.direction == direction; });
      if (!seen) open.push_back({position, direction, at.moves + move});
    };
    visit(at.position, (at.direction + 3) % 4, 'l');
    visit(at.position, (at.direction + 1) % 4, 'r');
    if (env.grid()[front].can_be_entered() && env.grid()[front].kind != Kind::lava) {
      visit(front, at.direction, 'f');
    }
  }
  return "";
}

Step go(Game& game, Position target, const std::string& then) {
  return game.play(way_to(game.env(), target) + then);
}

}  // namespace

TEST_CASE("Unlock: the key opens the door, which is all") {
  Game game("MiniGrid-Unlock-v0");
  CHECK(game.mission() == "open the door");
  go(game, *find(game.env().grid(), Kind::key), "p");
  const Step open = go(game, *find(game.env().grid(), Kind::door), "t");
  CHECK(open.terminated);
  CHECK(open.reward > 0.8);
}

TEST_CASE("UnlockPickup: the box behind the door is the aim") {
  Game game("MiniGrid-UnlockPickup-v0");
  go(game, *find(game.env().grid(), Kind::key), "p");
  const Position door = *find(game.env().grid(), Kind::door);
  CHECK_FALSE(go(game, door, "t").terminated);
  game.play("ffd");  // both hands free
  const Step step = go(game, *find(game.env().grid(), Kind::box), "p");
  CHECK(step.terminated);
  CHECK(step.reward > 0.5);
}

TEST_CASE("Dynamic-Obstacles: walking into what is in front costs 1") {
  Game game("MiniGrid-Dynamic-Obstacles-5x5-v0", {{"n_obstacles", "0"}});
  CHECK(std::get<Discrete>(game.made->spec().action).n == 3);
  CHECK_FALSE(game.play("l").terminated);
  const Step crash = game.play("f");  // into the wall
  CHECK(crash.terminated);
  CHECK(crash.reward == -1);
}

TEST_CASE("Dynamic-Obstacles: every ball hops to a neighbouring free cell") {
  Game game("MiniGrid-Dynamic-Obstacles-8x8-v0", {{"n_obstacles", "1"}});
  Position before = *find(game.env().grid(), Kind::ball);
  for (int i = 0; i < 50; ++i) {
    game.play("l");
    const Position after = *find(game.env().grid(), Kind::ball);
    CHECK(after != before);
    CHECK(std::abs(after.x - before.x) <= 1);
    CHECK(std::abs(after.y - before.y) <= 1);
    before = after;
  }
}

TEST_CASE("Memory: the end that matches the shown object is the right one") {
  for (const bool right : {true, false}) {
    Game game("MiniGrid-MemoryS7-v0", {}, 3);
    const Grid& grid = game.env().grid();
    const bool above = grid[{1, 2}] == grid[{5, 1}];
    const Position end{5, above == right ? 2 : 4};
    const Step step = go(game, end, "f");
    CHECK(step.terminated);
    CHECK((step.reward > 0) == right);
    CHECK(game.succeeded() == right);
  }
}

TEST_CASE("GoToDoor: done counts beside the named door only, and toggling ends all") {
  Game game("MiniGrid-GoToDoor-6x6-v0");
  const Grid& grid = game.env().grid();
  Position named, other;
  for (int y = 0; y < grid.height(); ++y) {
    for (int x = 0; x < grid.width(); ++x) {
      if (grid[{x, y}].kind != Kind::door) continue;
      const bool is_named = game.mission() == "go to the " + std::string(name_of(grid[{x, y}].hue)) + " door";
      (is_named ? named : other) = {x, y};
    }
  }
  const Step right = go(game, named, "n");
  CHECK(right.terminated);
  CHECK(right.reward > 0.8);
  Game again("MiniGrid-GoToDoor-6x6-v0");
  const Step wrong = go(again, other, "n");
  CHECK(wrong.terminated);
  CHECK(wrong.reward == 0);
  CHECK(Game("MiniGrid-GoToDoor-6x6-v0").play("t").terminated);
}

TEST_CASE("GoToObject: done counts beside the named object only") {
  Game game("MiniGrid-GoToObject-6x6-N2-v0", {{"numObjs", "1"}});
  const Position object = objects(game.env().grid()).at(0);
  CHECK(game.mission().ends_with(name_of(game.env().grid()[object].kind)));
  const Step step = go(game, object, "n");
  CHECK(step.terminated);
  CHECK(step.reward > 0.8);
}

TEST_CASE("ObstructedMaze: the key is in the box, and the ball in the other room is the aim") {
  Game game("MiniGrid-ObstructedMaze-1Dlh-v0");
  const Grid& grid = game.env().grid();
  const Cell door = grid[*find(grid, Kind::door)];
  go(game, *find(grid, Kind::box), "t");
  CHECK(grid[*find(grid, Kind::key)].hue == door.hue);
  go(game, *find(grid, Kind::key), "p");
  go(game, *find(grid, Kind::door), "tffd");  // both hands free
  CHECK(go(game, *find(grid, Kind::ball), "p").reward > 0.5);
}

TEST_CASE("ObstructedMaze 1: no ball takes the place of a key") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Game game("MiniGrid-ObstructedMaze-Full-v1", {}, seed);
    const auto all = objects(game.env().grid());
    const auto boxes =
        std::ranges::count(all, Kind::box, [&](Position p) { return game.env().grid()[p].kind; });
    CHECK(boxes == 8);
  }
}

TEST_CASE("Playground: twelve things to play with") {
  const Game game("MiniGrid-Playground-v0");
  CHECK(objects(game.env().grid()).size() == 12);
  CHECK(game.mission().empty());
}

TEST_CASE("Fetch: the first thing picked up decides") {
  int tried = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Game game("MiniGrid-Fetch-5x5-N2-v0", {}, seed);
    const Position ball = find(game.env().grid(), Kind::ball).value_or(Position{});
    if (ball == Position{} || way_to(game.env(), ball).empty()) continue;
    const Cell object = game.env().grid()[ball];
    const bool wanted = game.mission().ends_with(std::string(name_of(object.hue)) + " ball");
    const Step step = go(game, ball, "p");
    CHECK(step.terminated);
    CHECK((step.reward > 0) == wanted);
    ++tried;
  }
  CHECK(tried > 0);
}

TEST_CASE("RedBlueDoors: red first") {
  const auto door = [](const Game& game, Hue hue) {
    const Grid& grid = game.env().grid();
    for (int y = 0; y < grid.height(); ++y) {
      for (const int x : {grid.height() / 2, grid.height() / 2 + grid.height() - 1}) {
        if (grid[{x, y}] == Cell{Kind::door, hue, Door::closed}) return Position{x, y};
      }
    }
    return Position{};
  };
  Game right("MiniGrid-RedBlueDoors-6x6-v0");
  CHECK_FALSE(go(right, door(right, Hue::red), "t").terminated);
  CHECK(go(right, door(right, Hue::blue), "t").reward > 0.9);
  Game wrong("MiniGrid-RedBlueDoors-6x6-v0");
  const Step step = go(wrong, door(wrong, Hue::blue), "t");
  CHECK(step.terminated);
  CHECK(step.reward == 0);
}

TEST_CASE("PutNear: the wrong object ends all, the right one must come down beside the other") {
  int tried = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Game game("MiniGrid-PutNear-6x6-N2-v0", {{"max_steps", "100"}}, seed);
    const Position object = find(game.env().grid(), Kind::box).value_or(Position{});
    if (object == Position{} || way_to(game.env(), object).empty()) continue;
    const std::string name = std::string(name_of(game.env().grid()[object].hue)) + " box";
    const bool wrong = game.mission().ends_with(name);
    CHECK(go(game, object, "p").terminated == wrong);
    if (wrong) continue;
    const Step dropped_where_it_was = game.play("d");
    CHECK(dropped_where_it_was.terminated);
    CHECK(dropped_where_it_was.reward == 0);  // objects start apart
    ++tried;
  }
  CHECK(tried > 0);
}

TEST_CASE("LockedRoom: the mission names three colours that are on the map") {
  Game game("MiniGrid-LockedRoom-v0", {}, 5);
  const Grid& grid = game.env().grid();
  const Cell key = grid[*find(grid, Kind::key)];
  CHECK(game.mission().starts_with("get the " + std::string(name_of(key.hue)) + " key from the "));
  CHECK(game.mission().ends_with("unlock the " + std::string(name_of(key.hue)) + " door and go to the goal"));
}
