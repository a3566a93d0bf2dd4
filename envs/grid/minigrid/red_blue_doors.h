// RedBlueDoors: open the red door, then the blue one. Opening the blue door first ends the episode.
#pragma once

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class RedBlueDoors final : public MiniGrid {
 public:
  struct Options {
    int size = 8;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "height of the grid, which is twice as wide", between(4, 100)),
            max_steps_field(options.max_steps, "20 size^2")};
  }

  explicit RedBlueDoors(const Options& options)
      : MiniGrid({.width = 2 * options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 20 * options.size * options.size)}) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    const bool red_was_open = grid_[red_].is_open_door();
    Step step = MiniGrid::step(action, rng, observation);
    if (!grid_[blue_].is_open_door()) return step;
    if (red_was_open) {
      succeed(step);
    } else {
      fail(step);
    }
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(red_, blue_);
  }

 private:
  void generate(Rng& rng) override {
    const int size = grid_.height();
    const Rectangle room{size / 2, 0, size, size};
    grid_.enclose(grid_.all());
    grid_.enclose(room);
    place_agent(rng, room);
    red_ = {room.x, random_int(rng, 1, size - 1)};
    grid_[red_] = {Kind::door, Hue::red, Door::closed};
    blue_ = {room.x + size - 1, random_int(rng, 1, size - 1)};
    grid_[blue_] = {Kind::door, Hue::blue, Door::closed};
    mission_ = {"open the red door then the blue door"};
  }

  Position red_, blue_;
};

}  // namespace gymkhana::minigrid
