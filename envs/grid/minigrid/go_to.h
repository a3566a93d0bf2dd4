// Find what the mission names, stand beside it and say "done":
//
//   GoToDoor    one of four doors of different colours, in a room of random size
//   GoToObject  one of several keys, balls and boxes
//
// "Done" elsewhere ends the episode without reward, and so does toggling anything.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

/// What the two share: a target, and the rules above. Walls do not block sight.
class GoTo : public MiniGrid {
 public:
  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    const Move move = move_of(action);
    if (move == Move::done && distance(agent_.position, target_) == 1) {
      succeed(step);
    } else if (move == Move::done || move == Move::toggle) {
      fail(step);
    }
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(target_);
  }

 protected:
  GoTo(int size, int max_steps)
      : MiniGrid({.width = size, .height = size, .max_steps = max_steps, .see_through_walls = true}) {}

  Position target_;
};

class GoToDoor final : public GoTo {
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
      : GoTo(options.size, limit_or(options.max_steps, 4 * options.size * options.size)) {}

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
      const Cell door{Kind::door, random_hue(rng), Door::closed};
      if (std::ranges::none_of(doors, [&](Position p) { return grid_[p] == door; })) return door.hue;
    }
  }
};

class GoToObject final : public GoTo {
 public:
  struct Options {
    int size = 6;
    int objects = 2;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {
        field("size", options.size, "cells along each side, walls included", between(4, 100)),
        field("numObjs", options.objects, "different keys, balls and boxes that lie about", between(1, 18)),
        max_steps_field(options.max_steps, "5 size^2")};
  }

  explicit GoToObject(const Options& options)
      : GoTo(options.size, limit_or(options.max_steps, 5 * options.size * options.size)),
        wanted_objects_(options.objects) {}

 private:
  void generate(Rng& rng) override {
    grid_.enclose(grid_.all());
    objects_.clear();
    while (static_cast<int>(objects_.size()) < wanted_objects_) {
      const Cell object = random_object(rng);
      const auto alike = [&](Position p) { return grid_[p] == object; };
      if (std::ranges::none_of(objects_, alike)) objects_.push_back(place(rng, object));
    }
    place_agent(rng);
    target_ = objects_[rng.choice(wanted_objects_)];
    mission_ = {"go to the ", name_of(grid_[target_].hue), " ", name_of(grid_[target_].kind)};
  }

  int wanted_objects_;
  std::vector<Position> objects_;  // as laid out
};

}  // namespace gymkhana::minigrid
