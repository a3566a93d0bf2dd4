// Windy grid world: walk to the goal through a crosswind that blows up (Sutton and Barto, Example 6.5; with
// king's moves, Exercise 6.9; with wind that varies, Exercise 6.10).
//
//   act       0 up, 1 right, 2 down, 3 left; king's moves: 4 up right, 5 down right, 6 down left, 7 up left
//   reward    -1 per step
//   ends      at the goal; there is no step limit. The shortest way takes 15 steps, 7 with king's moves.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "envs/core/fields.h"
#include "envs/grid/cell_world.h"

namespace gymkhana {

class WindyGridWorld final : public CellWorld {
 public:
  struct Options {
    bool kings_moves = false;
    bool stochastic = false;
  };
  static Fields fields(Options& options) {
    return {field("kings_moves", options.kings_moves, "whether the agent can move aslant, too"),
            field("stochastic", options.stochastic,
                  "whether wind, where it blows, is one stronger or weaker, each a third of the time")};
  }

  explicit WindyGridWorld(const Options& options) : CellWorld(rules(options)) {}

 private:
  static CellRules rules(const Options& options) {
    CellRules rules{
        .map = {"..........", "..........", "..........", "S......G..", "..........", "..........",
                ".........."},
        .actions = {"up", "right", "down", "left", "up right", "down right", "down left", "up left"},
        .keys = {"up", "right", "down", "left", "e", "d", "a", "q"},
        .outcomes = [options](const LetterMap& map, Position from, int action) {
          return blow(map, from, action, options.stochastic);
        }};
    if (!options.kings_moves) {
      rules.actions.resize(4);
      rules.keys.resize(4);
    }
    return rules;
  }

  /// The move and the wind of the column that is left, together, up to the edge.
  static std::vector<Outcome> blow(const LetterMap& map, Position from, int action, bool stochastic) {
    constexpr std::string_view wind = "0001112210";  // cells upwards, by column
    constexpr std::array<Position, 8> moves = {
        {{0, -1}, {1, 0}, {0, 1}, {-1, 0}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}}};
    const int mean = wind[from.x] - '0';
    const auto arrive = [&](int strength, double probability) {
      const Position way = from + moves[action] + Position{0, -strength};
      const Position to{std::clamp(way.x, 0, map.width() - 1), std::clamp(way.y, 0, map.height() - 1)};
      return Outcome{to, -1, map[to] == 'G', probability};
    };
    if (!stochastic || mean == 0) return {arrive(mean, 1)};
    return {arrive(mean - 1, 1.0 / 3), arrive(mean, 1.0 / 3), arrive(mean + 1, 1.0 / 3)};
  }
};

}  // namespace gymkhana
