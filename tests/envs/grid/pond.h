// Pond: cross a pond that is half frozen. On ice one slides on until something stops one; mud holds one back
// half of the time.
#pragma once

#include "envs/grid/cell_world.h"

class Pond final : public gymkhana::CellWorld {
 public:
  Pond() : CellWorld(rules()) {}

 private:
  static gymkhana::CellRules rules() {
    return {.map = {"S.III#",  //
                    ".#M#I.",  //
                    "..M..G"},
            .actions = {"up", "right", "down", "left"},
            .keys = {"up", "right", "down", "left"},
            .outcomes = go,
            .letters = {{'I', "ice", gymkhana::palette::sky}, {'M', "mud", gymkhana::palette::yellow}}};
  }

  static std::vector<gymkhana::Outcome> go(const gymkhana::LetterMap& map, gymkhana::Position from,
                                           int action) {
    const gymkhana::Position step = gymkhana::headings[(action + 3) % 4];
    gymkhana::Position to = walk(map, from, step);
    while (map[to] == 'I' && walk(map, to, step) != to) to = walk(map, to, step);
    const bool held_back = map[from] == 'M';
    gymkhana::Outcome gone{.to = to, .reward = -1, .terminated = map[to] == 'G'};
    if (!held_back) return {gone};
    gone.probability = 0.5;
    return {gone, {.to = from, .reward = -1, .probability = 0.5}};
  }
};
