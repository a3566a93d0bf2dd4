// Environments of cells with known rules: a map of letters, and a function that says what each move leads to.
//
//   observe   the cell's number, row by row (or column by column)
//   act       as the environment names its moves
//
// From these a transition table is made once, on which the environment runs and planners work.
// windy_grid_world.h is such an environment.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "envs/core/picture/palette.h"
#include "envs/core/shown/places.h"
#include "envs/core/table_walk.h"
#include "envs/grid/letter_map.h"

namespace gymkhana {

/// One thing that a move may lead to.
struct Outcome {
  Position to;
  double reward = 0;
  bool terminated = false;
  double probability = 1;
  bool truncated = false;  ///< the episode stops here although life goes on
};

/// A letter of the environment's own, and its colour in pictures.
struct CellLetter {
  char letter;
  std::string_view name;  ///< as errors tell it; outlives the environment
  Color color;
};

/// All that defines an environment of cells.
struct CellRules {
  std::vector<std::string> map;  ///< # wall, S start (one), G goal, - bad cell, . free cell, `letters`
  std::vector<std::string> actions;
  std::vector<std::string> keys;  ///< one per action
  /// What `action` leads to from a cell that is no wall; several outcomes need probabilities that sum to 1.
  std::function<std::vector<Outcome>(const LetterMap& map, Position from, int action)> outcomes;
  std::vector<CellLetter> letters = {};
  /// Which actions are of use in a cell, for the action mask; none: all are.
  std::function<bool(const LetterMap& map, Position from, int action)> of_use = {};
  bool count_down_columns = false;  ///< number the cells column by column
};

/// Where one step leads: `from` itself when a wall or the map's edge is in the way.
Position walk(const LetterMap& map, Position from, Position step);

class CellWorld : public Env, public Places {
 public:
  void reset(Rng& rng, Observation observation) override {
    walk_.start(rng);
    observation.write_index(walk_.state());
  }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const Step step = walk_.step(action.index(), rng);
    observation.write_index(walk_.state());
    return step;
  }
  void draw(Canvas& canvas) const override;
  void serialize(Archive& archive) override { archive(walk_); }
  void action_mask(std::span<std::uint8_t> mask) const override {
    std::ranges::copy(walk_.table().mask(walk_.state()), mask.begin());
  }
  const TransitionTable* transitions() const override { return &walk_.table(); }
  std::optional<Point> place_of(int state) const override;

 protected:
  explicit CellWorld(const CellRules& rules);

 private:
  int state_of(Position p) const {
    return by_columns_ ? p.x * map_.height() + p.y : p.y * map_.width() + p.x;
  }
  Position position_of(int state) const {
    return by_columns_ ? Position{state / map_.height(), state % map_.height()}
                       : Position{state % map_.width(), state / map_.width()};
  }
  TransitionTable make_table(const CellRules& rules) const;
  std::vector<std::uint8_t> masks(const CellRules& rules) const;
  Color color_of(char letter) const;

  std::vector<CellLetter> letters_;
  LetterMap map_;
  bool by_columns_;
  TableWalk walk_;
};

}  // namespace gymkhana
