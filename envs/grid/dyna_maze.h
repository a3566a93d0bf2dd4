// Dyna maze: find the way through a small maze; planning from a learned model speeds this up (Sutton and
// Barto, Example 8.1).
//
//   act       0 up, 1 right, 2 down, 3 left
//   reward    +1 at the goal, else 0
//   ends      at the goal; there is no step limit. The shortest way takes 14 steps.
#pragma once

#include "envs/grid/cell_world.h"

namespace gymkhana {

class DynaMaze final : public CellWorld {
 public:
  DynaMaze()
      : CellWorld({.map = {".......#G",  //
                           "..#....#.",  //
                           "S.#....#.",  //
                           "..#......",  //
                           ".....#...",  //
                           "........."},
                   .actions = {"up", "right", "down", "left"},
                   .keys = {"up", "right", "down", "left"},
                   .outcomes = [](const LetterMap& map, Position from, int action) -> std::vector<Outcome> {
                     const Position to = walk(map, from, headings[(action + 3) % 4]);
                     const bool home = map[to] == 'G';
                     return {{to, home ? 1.0 : 0.0, home}};
                   }}) {}
};

}  // namespace gymkhana
