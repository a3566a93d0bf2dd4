// Playground: nine rooms with doors between them and twelve objects that lie about. There is nothing to
// achieve.
#pragma once

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class Playground final : public MiniGrid {
 public:
  struct Options {
    int max_steps = 0;
  };
  static Fields fields(Options& options) { return {max_steps_field(options.max_steps, "100")}; }

  explicit Playground(const Options& options)
      : MiniGrid({.width = 19, .height = 19, .max_steps = limit_or(options.max_steps, 100)}) {}

 private:
  static constexpr int pitch = 6;  // from wall to wall

  void generate(Rng& rng) override {
    grid_.enclose(grid_.all());
    for (int top = 0; top < 3 * pitch; top += pitch) {
      for (int left = 0; left < 3 * pitch; left += pitch) {
        const int right = left + pitch, bottom = top + pitch;
        if (right < 3 * pitch) {
          grid_.vertical({right, top}, pitch);
          add_door(rng, {right, random_int(rng, top + 1, bottom - 1)});
        }
        if (bottom < 3 * pitch) {
          grid_.horizontal({left, bottom}, pitch);
          add_door(rng, {random_int(rng, left + 1, right - 1), bottom});
        }
      }
    }
    place_agent(rng);
    for (int i = 0; i < 12; ++i) place(rng, random_object(rng));
    mission_ = {};
  }

  void add_door(Rng& rng, Position place) { grid_[place] = {Kind::door, random_hue(rng), Door::closed}; }
};

}  // namespace gymkhana::minigrid
