// Empty: an empty room. The agent starts in the upper left corner, or anywhere, and walks to the green goal
// in the lower right one. Walls do not block its sight.
#pragma once

#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class Empty final : public MiniGrid {
 public:
  struct Options {
    int size = 8;
    std::vector<int> agent_start_pos = {1, 1};
    int agent_start_dir = 0;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included", between(4, 100)),
            field("agent_start_pos", options.agent_start_pos, "x,y of the first cell; empty means any"),
            field("agent_start_dir", options.agent_start_dir, "0 right, 1 down, 2 left, 3 up", between(0, 3)),
            max_steps_field(options.max_steps, "4 size^2")};
  }

  explicit Empty(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 4 * options.size * options.size),
                  .see_through_walls = true}),
        start_(start_at(options.agent_start_pos, options.agent_start_dir)) {}

 private:
  void generate(Rng& rng) override {
    grid_.enclose(grid_.all());
    grid_[{grid_.width() - 2, grid_.height() - 2}] = goal;
    put_agent(rng, start_);
    mission_ = {"get to the green goal square"};
  }

  Start start_;
};

}  // namespace gymkhana::minigrid
