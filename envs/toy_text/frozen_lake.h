// FrozenLake: walk over ice from S to G without falling into a hole H; on slippery ice, moves go astray.
//
//   observe   the cell, row * columns + column
//   act       0 left, 1 down, 2 right, 3 up
//   reward    +1 at the goal, else 0 (reward_schedule: goal, hole, ice)
//   slippery  the wanted way with probability success_rate, else one of the two sideways
//   ends      at the goal or in a hole; truncated after 100 steps (4x4) or 200 (8x8)
//
// Rules, ids and random draws as in Gymnasium's FrozenLake-v1.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "envs/core/shown/places.h"
#include "envs/core/table_walk.h"
#include "envs/grid/letter_map.h"

namespace gymkhana {

class FrozenLake final : public Env, public Places {
 public:
  struct Options {
    std::string map_name = "4x4";
    std::string desc;  ///< a map of one's own, overrides map_name
    bool is_slippery = true;
    double success_rate = 1.0 / 3.0;
    std::vector<int> reward_schedule = {1, 0, 0};
    int map_size = 8;
    double map_frozen = 0.8;
    std::int64_t map_seed = 0;

    auto operator<=>(const Options&) const = default;
  };
  static Fields fields(Options& options);

  /// Error when the map lacks a start or a goal, is ragged, or has letters other than S, F, H, G.
  explicit FrozenLake(const Options& options);

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
  void info(std::span<float> values) const override { values[0] = static_cast<float>(walk_.probability()); }
  const TransitionTable* transitions() const override { return &walk_.table(); }
  std::optional<Point> place_of(int state) const override;

 private:
  FrozenLake(const Options& options, LetterMap map);

  LetterMap map_;
  TableWalk walk_;
};

/// Gymnasium's generate_random_map: ice with probability `frozen`, drawn anew until G can be reached from S.
std::vector<std::string> random_lake(int size, double frozen, std::uint64_t seed);

}  // namespace gymkhana
