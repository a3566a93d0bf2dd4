// LavaGap: a wall of lava with one gap lies between the agent and the goal.
#pragma once

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class LavaGap final : public MiniGrid {
 public:
  struct Options {
    int size = 5;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included", between(5, 100)),
            max_steps_field(options.max_steps, "4 size^2")};
  }

  explicit LavaGap(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 4 * options.size * options.size)}) {}

 private:
  void generate(Rng& rng) override {
    const int size = grid_.width();
    grid_.enclose(grid_.all());
    agent_ = {.position = {1, 1}};
    grid_[{size - 2, size - 2}] = goal;
    const int x = random_int(rng, 2, size - 2);
    const int y = random_int(rng, 1, size - 1);
    grid_.vertical({x, 1}, size - 2, lava);
    grid_[{x, y}] = nothing;
    mission_ = {"avoid the lava and get to the green goal square"};
  }
};

}  // namespace gymkhana::minigrid
