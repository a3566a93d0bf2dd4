// GridWorld of REINFORCEjs (Karpathy, 2015): around walls and bad cells to the goal, again and again.
//
//   observe   the cell, 10 x + y: column by column
//   act       0 left, 1 up, 2 down, 3 right; moves off the board are masked, and stay where they are
//   reward    belongs to the cell that is left: +1 the goal, -1 a bad cell, 0 others; less step_cost
//   goes on   leaving the goal leads to the start, whatever the action. This is no end: the value of the
//   start
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

  explicit GridWorld(const Options& options) : CellWorld(rules(options.step_cost)) {
    EnvSpec with_mask = spec();
    with_mask.action_mask = true;
    set_spec(std::move(with_mask));
  }

  Step step(const Action& action, Rng& rng, Observation observation) override {
    const bool lap_ends = here() == 'G';
    Step step = CellWorld::step(action, rng, observation);
    step.truncated = lap_ends;
    return step;
  }

  void action_mask(std::span<std::uint8_t> mask) const override {
    for (int action = 0; action < 4; ++action)
      mask[action] = map().all().contains(position() + moves[action]);
  }

 private:
  static constexpr std::array<Position, 4> moves = {{{-1, 0}, {0, -1}, {0, 1}, {1, 0}}};

  static CellRules rules(double step_cost) {
    return {.map = {"S.........",  //
                    "..........",  //
                    ".####.####",  //
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
              const double earned = map[from] == 'G' ? 1 : map[from] == '-' ? -1 : 0;
              const Position to =
                  map[from] == 'G' ? map.find_one("S", "start") : walk(map, from, moves[action]);
              return {{to, earned - step_cost}};
            },
            .count_down_columns = true};
  }
};

}  // namespace gymkhana
