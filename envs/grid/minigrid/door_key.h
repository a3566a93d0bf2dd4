// DoorKey: find the key, unlock the door in the wall, and get to the goal behind it. A hard task for its
// sparse reward: four things must go right before anything is earned.
#pragma once

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class DoorKey final : public MiniGrid {
 public:
  struct Options {
    int size = 8;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included", between(5, 100)),
            max_steps_field(options.max_steps, "10 size^2")};
  }

  explicit DoorKey(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 10 * options.size * options.size)}) {}

 private:
  void generate(Rng& rng) override {
    const int size = grid_.width();
    grid_.enclose(grid_.all());
    grid_[{size - 2, size - 2}] = goal;
    const int split = random_int(rng, 2, size - 2);
    grid_.vertical({split, 0}, size);
    const Rectangle left{0, 0, split, size};
    place_agent(rng, left);
    grid_[{split, random_int(rng, 1, size - 2)}] = {Kind::door, Hue::yellow, Door::locked};
    place(rng, {Kind::key, Hue::yellow}, left);
    mission_ = {"use the key to open the door and then get to the goal"};
  }
};

}  // namespace gymkhana::minigrid
