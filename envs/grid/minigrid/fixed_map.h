// A MiniGrid world drawn as letters: walk to the goal through whatever the map puts in the way.
//
//   #  wall      .  free     ~  lava     G  goal          > v < ^  the agent, looking right, down, left, up
//   K  key       L  door that the key opens     D  door   O  ball   B  box
//
// Keys and doors are yellow, balls blue, boxes purple. Rows are separated by "/". Rules beyond these take a
// class of one's own, such as this one.
#pragma once

#include <string>

#include "envs/grid/letter_map.h"
#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class FixedMap final : public MiniGrid {
 public:
  struct Options {
    std::string map = "########/#>.#..G#/#..L..~#/#K.#..~#/########";
    std::string mission = "get to the goal";
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {
        field("map", options.map, "rows of letters with / between them; see envs/grid/minigrid/fixed_map.h"),
        field("mission", options.mission, "what the agent is told, at most 96 letters"),
        max_steps_field(options.max_steps, "10 width height")};
  }

  explicit FixedMap(const Options& options) : FixedMap(options, LetterMap(options.map, meanings)) {}

 private:
  static constexpr std::string_view agents = ">v<^";
  static inline const std::vector<LetterMap::Meaning> meanings = {
      {'#', "wall"},  {'.', "free"},  {'~', "lava"},  {'G', "goal"}, {'>', "agent"},
      {'v', "agent"}, {'<', "agent"}, {'^', "agent"}, {'K', "key"},  {'L', "locked door"},
      {'D', "door"},  {'O', "ball"},  {'B', "box"}};

  FixedMap(const Options& options, LetterMap map)
      : MiniGrid({.width = map.width(),
                  .height = map.height(),
                  .max_steps = limit_or(options.max_steps, 10 * map.width() * map.height())}),
        map_(std::move(map)),
        start_(map_.find_one(agents, "agent")),
        told_{options.mission} {
    if (map_.find("G").empty()) throw Error("map: it has no goal; put a G somewhere");
  }

  static Cell cell_of(char letter) {
    switch (letter) {
      case '#':
        return wall;
      case '~':
        return lava;
      case 'G':
        return goal;
      case 'K':
        return {Kind::key, Hue::yellow};
      case 'L':
        return {Kind::door, Hue::yellow, Door::locked};
      case 'D':
        return {Kind::door, Hue::yellow, Door::closed};
      case 'O':
        return {Kind::ball, Hue::blue};
      case 'B':
        return {Kind::box, Hue::purple};
      default:
        return nothing;
    }
  }

  void generate(Rng&) override {
    for (int y = 0; y < map_.height(); ++y) {
      for (int x = 0; x < map_.width(); ++x) grid_[{x, y}] = cell_of(map_[{x, y}]);
    }
    agent_ = {.position = start_, .direction = static_cast<int>(agents.find(map_[start_]))};
    mission_ = told_;
  }

  LetterMap map_;
  Position start_;
  Mission told_;
};

}  // namespace gymkhana::minigrid
