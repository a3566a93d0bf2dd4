// Memory: look at the object in the start room, walk down the hallway, and at its end turn to the side where
// the same object lies. The agent must remember what it saw.
#pragma once

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class Memory final : public MiniGrid {
 public:
  struct Options {
    int size = 13;
    bool random_length = false;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included; odd", between(7, 99)),
            field("random_length", options.random_length, "whether the hallway's length is random"),
            max_steps_field(options.max_steps, "5 size^2")};
  }

  explicit Memory(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 5 * options.size * options.size)}),
        random_length_(options.random_length) {
    if (options.size % 2 == 0) throw Error("size: must be odd, so that the hallway has a middle; add 1");
  }

  /// There is nothing to carry: picking up toggles.
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const bool picks_up = move_of(action) == Move::pickup;
    Step step = MiniGrid::step(picks_up ? to_action(Move::toggle) : action, rng, observation);
    if (agent_.position == right_end_) succeed(step);
    if (agent_.position == wrong_end_) fail(step);
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(right_end_, wrong_end_);
  }

 private:
  static constexpr std::array kinds = {Kind::key, Kind::ball};

  void generate(Rng& rng) override {
    const int size = grid_.width(), middle = size / 2;
    const int end = random_length_ ? random_int(rng, 4, size - 2) : size - 3;
    build_walls(end);
    agent_ = {.position = {random_int(rng, 1, end + 1), middle}};

    const Kind shown = pick(rng, kinds);
    grid_[{1, middle - 1}] = {shown, Hue::green};
    const Kind below = pick(rng, kinds);
    const Kind above = below == Kind::key ? Kind::ball : Kind::key;
    grid_[{end + 1, middle - 2}] = {above, Hue::green};
    grid_[{end + 1, middle + 2}] = {below, Hue::green};

    const Position upper{end + 1, middle - 1}, lower{end + 1, middle + 1};
    right_end_ = shown == above ? upper : lower;
    wrong_end_ = shown == above ? lower : upper;
    mission_ = {"go to the matching object at the end of the hallway"};
  }

  /// A start room of 4 x 3 cells, a hallway to column `end`, and a way across behind it.
  void build_walls(int end) {
    const int size = grid_.width(), middle = size / 2;
    grid_.enclose(grid_.all());
    for (const int side : {-1, 1}) {
      grid_.horizontal({1, middle + 2 * side}, 4);
      grid_[{4, middle + side}] = wall;
      if (end > 5) grid_.horizontal({5, middle + side}, end - 5);
    }
    grid_.vertical({end, 0}, size);
    grid_[{end, middle}] = nothing;
    grid_.vertical({end + 2, 0}, size);
  }

  bool random_length_;
  Position right_end_, wrong_end_;
};

}  // namespace gymkhana::minigrid
