// GridWorld of REINFORCEjs (Karpathy, 2015): around walls and bad cells to the goal, again and again.
//
//   observe   the cell, 10 x + y: column by column
//   act       0 left, 1 up, 2 down, 3 right; moves off the board are masked, and stay where they are
//   reward    belongs to the cell that is left: +1 the goal, -1 a bad cell, 0 others; less step_cost
//   goes on   leaving the goal leads to the start, whatever the action. This is no end: the start's value
//             counts. The episode is truncated there, so that laps are counted and agents still bootstrap.
//
// The best lap takes 17 steps. With discount 0.9 and no step cost the start is worth 0.9^16 / (1 - 0.9^17).
#pragma once

#include "envs/core/fields.h"
#include "envs/grid/cell_world.h"

namespace gymkhana {

class GridWorld final : public CellWorld {
 public:
  struct Options {
    double step_cost = 0;
  };
  static Fields fields(Options& options) {
    return {
        field("step_cost", options.step_cost,
              "taken off every reward; 0 on the original's page for planning, 0.01 on its page for learning",
              at_least(0))};
  }

  explicit GridWorld(const Options& options) : CellWorld(rules(options.step_cost)) {}

 private:
  static constexpr std::array<Position, 4> moves = {{{-1, 0}, {0, -1}, {0, 1}, {1, 0}}};

  static CellRules rules(double step_cost) {
    return {.map = {"S.........",  //
                    "..........",  //
                    ".####.###.",  //
                    "...-#.....",  //
                    "....#--...",  //
                    "....#G-.-.",  //
                    "....#...-.",  //
                    "...-#--...",  //
                    "..........",  //
                    ".........."},
            .actions = {"left", "up", "down", "right"},
            .keys = {"left", "up", "down", "right"},
            .outcomes = [step_cost](const LetterMap& map, Position from, int action) -> std::vector<Outcome> {
              if (map[from] == 'G') {
                return {{.to = map.find_one("S", "start"), .reward = 1 - step_cost, .truncated = true}};
              }
              return {{walk(map, from, moves[action]), (map[from] == '-' ? -1 : 0) - step_cost}};
            },
            .of_use = [](const LetterMap& map, Position from,
                         int action) { return map.all().contains(from + moves[action]); },
            .count_down_columns = true};
  }
};

}  // namespace gymkhana
