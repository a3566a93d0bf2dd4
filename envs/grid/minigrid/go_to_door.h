// GoToDoor: a room of random size with four doors of different colours. Stand beside the door that the
// mission names and say "done". To toggle anything ends the episode.
#pragma once

#include <array>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class GoToDoor final : public MiniGrid {
 public:
  struct Options {
    int size = 5;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "most cells along each side, walls included", between(5, 100)),
            max_steps_field(options.max_steps, "4 size^2")};
  }

  explicit GoToDoor(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 4 * options.size * options.size),
                  .see_through_walls = true}) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    if (move_of(action) == Move::toggle) fail(step);
    if (move_of(action) != Move::done) return step;
    if (distance(agent_.position, target_) == 1) {
      succeed(step);
    } else {
      fail(step);
    }
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(target_);
  }

 private:
  void generate(Rng& rng) override {
    const int width = random_int(rng, 5, grid_.width() + 1);
    const int height = random_int(rng, 5, grid_.height() + 1);
    grid_.enclose({0, 0, width, height});

    std::array<Position, 4> doors;
    doors[0] = {random_int(rng, 2, width - 2), 0};
    doors[1] = {random_int(rng, 2, width - 2), height - 1};
    doors[2] = {0, random_int(rng, 2, height - 2)};
    doors[3] = {width - 1, random_int(rng, 2, height - 2)};
    for (const Position door : doors) grid_[door] = {Kind::door, unused_hue(rng, doors), Door::closed};

    place_agent(rng, {0, 0, width, height});
    target_ = pick(rng, doors);
    mission_ = {"go to the ", name_of(grid_[target_].hue), " door"};
  }

  /// A hue that no door has yet.
  Hue unused_hue(Rng& rng, const std::array<Position, 4>& doors) const {
    for (;;) {
      const Hue hue = random_hue(rng);
      const Cell door{Kind::door, hue, Door::closed};
      if (std::ranges::none_of(doors, [&](Position p) { return grid_[p] == door; })) return hue;
    }
  }

  Position target_;
};

}  // namespace gymkhana::minigrid
