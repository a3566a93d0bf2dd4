// CliffWalking: walk along a cliff of 4 x 12 cells from the lower left corner to the lower right (Sutton and
// Barto, Example 6.6).
//
//   observe   the cell, row * 12 + column; row 3 is the cliff's
//   act       0 up, 1 right, 2 down, 3 left
//   reward    -1 per step, -100 for stepping into the cliff, which leads back to the start
//   slippery  the wanted way or one of the two sideways, each with probability 1/3
//   ends      at the goal; there is no step limit
//
// Rules, ids and random draws as in Gymnasium's CliffWalking-v1.
#pragma once

#include <compare>

#include "envs/core/fields.h"
#include "envs/core/shown/places.h"
#include "envs/core/table_walk.h"

namespace gymkhana {

class CliffWalking final : public Env, public Places {
 public:
  struct Options {
    bool is_slippery = false;

    auto operator<=>(const Options&) const = default;
  };
  static Fields fields(Options& options) {
    return {field("is_slippery", options.is_slippery, "whether moves go astray")};
  }

  explicit CliffWalking(const Options& options);

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
  TableWalk walk_;
};

}  // namespace gymkhana
