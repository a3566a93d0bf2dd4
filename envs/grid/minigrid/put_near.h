// PutNear: carry one object to another, as the mission says. Picking up the wrong object ends the episode,
// and so does dropping anything.
#pragma once

#include <cstdlib>
#include <utility>
#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class PutNear final : public MiniGrid {
 public:
  struct Options {
    int size = 6;
    int objects = 2;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {
        field("size", options.size, "cells along each side, walls included", between(6, 100)),
        field("numObjs", options.objects, "different keys, balls and boxes that lie about", between(2, 18)),
        max_steps_field(options.max_steps, "5 size")};
  }

  explicit PutNear(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 5 * options.size),
                  .see_through_walls = true}),
        wanted_objects_(options.objects) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    const bool carried = agent_.carries_something();
    Step step = MiniGrid::step(action, rng, observation);
    if (move_of(action) == Move::pickup && agent_.carries_something() && agent_.carried != to_move_)
      fail(step);
    if (move_of(action) != Move::drop || !carried) return step;
    if (!agent_.carries_something() && are_near(agent_.front(), target_)) {
      succeed(step);
    } else {
      fail(step);
    }
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(to_move_, target_);
  }

 private:
  static bool are_near(Position a, Position b) {
    return std::abs(a.x - b.x) <= 1 && std::abs(a.y - b.y) <= 1;
  }

  void generate(Rng& rng) override {
    grid_.enclose(grid_.all());
    lay_out_objects(rng);
    place_agent(rng);
    const int moved = rng.choice(wanted_objects_);
    int other;
    do {
      other = rng.choice(wanted_objects_);
    } while (other == moved);
    to_move_ = grid_[objects_[moved]];
    target_ = objects_[other];
    const Cell near = grid_[target_];
    mission_ = {"put the ",   name_of(to_move_.hue), " ", name_of(to_move_.kind),
                " near the ", name_of(near.hue),     " ", name_of(near.kind)};
  }

  /// No two alike, no two near each other.
  void lay_out_objects(Rng& rng) {
    objects_.clear();
    while (static_cast<int>(objects_.size()) < wanted_objects_) {
      const Cell object = random_object(rng);
      const auto alike = [&](Position p) { return grid_[p] == object; };
      if (std::ranges::any_of(objects_, alike)) continue;
      const auto near_another = [&](Position p) {
        return std::ranges::any_of(objects_, [p](Position other) { return are_near(p, other); });
      };
      objects_.push_back(place(rng, object, grid_.all(), near_another));
    }
  }

  int wanted_objects_;
  std::vector<Position> objects_;  // as laid out
  Cell to_move_;
  Position target_;
};

}  // namespace gymkhana::minigrid
