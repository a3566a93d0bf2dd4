// FourRooms: four rooms of 9 x 9 cells around a cross of walls with one opening each; agent and goal anywhere
// (after Sutton, Precup and Singh, "Between MDPs and semi-MDPs", 1999).
#pragma once

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class FourRooms final : public MiniGrid {
 public:
  struct Options {
    int max_steps = 0;
  };
  static Fields fields(Options& options) { return {max_steps_field(options.max_steps, "100")}; }

  explicit FourRooms(const Options& options)
      : MiniGrid({.width = 19, .height = 19, .max_steps = limit_or(options.max_steps, 100)}) {}

 private:
  void generate(Rng& rng) override {
    grid_.enclose(grid_.all());
    const int middle = grid_.width() / 2;
    for (const int top : {0, middle}) {
      for (const int left : {0, middle}) {
        if (left == 0) {
          grid_.vertical({middle, top}, middle);
          grid_[{middle, random_int(rng, top + 1, top + middle)}] = nothing;
        }
        if (top == 0) {
          grid_.horizontal({left, middle}, middle);
          grid_[{random_int(rng, left + 1, left + middle), middle}] = nothing;
        }
      }
    }
    place_agent(rng);
    place(rng, goal);
    mission_ = {"reach the goal"};
  }
};

}  // namespace gymkhana::minigrid
