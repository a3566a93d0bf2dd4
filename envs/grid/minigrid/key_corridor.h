// KeyCorridor: rooms on both sides of a corridor. A locked one on the right holds the object to pick up, one
// on the left holds the key.
#pragma once

#include <string>

#include "envs/grid/minigrid/room_grid.h"

namespace gymkhana::minigrid {

class KeyCorridor final : public RoomGrid {
 public:
  struct Options {
    int num_rows = 3;
    int room_size = 6;
    std::string obj_type = "ball";
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("num_rows", options.num_rows, "rooms on each side of the corridor", between(1, 20)),
            field("room_size", options.room_size, "cells along each side of a room, walls included",
                  between(3, 20)),
            choice("obj_type", options.obj_type, {"ball", "box"}, "what to pick up"),
            max_steps_field(options.max_steps, "30 room_size^2")};
  }

  explicit KeyCorridor(const Options& options)
      : RoomGrid({.columns = 3, .rows = options.num_rows, .size = options.room_size},
                 limit_or(options.max_steps, 30 * options.room_size * options.room_size)),
        num_rows_(options.num_rows),
        wanted_(options.obj_type == "ball" ? Kind::ball : Kind::box) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    if (agent_.carried.kind == wanted_) succeed(step);
    return step;
  }

 private:
  void generate(Rng& rng) override {
    build_rooms(rng);
    for (int row = 1; row < num_rows_; ++row) remove_wall({1, row}, Side::up);
    const RoomIndex locked{2, random_int(rng, 0, num_rows_)};
    const Hue door = random_hue(rng);
    add_door(locked, Side::left, door, true);
    const Hue hue = random_hue(rng);
    place_in(rng, locked, {wanted_, hue});
    place_in(rng, {0, random_int(rng, 0, num_rows_)}, {Kind::key, door});
    place_agent_in(rng, {1, num_rows_ / 2});
    connect_all(rng);
    mission_ = {"pick up the ", name_of(hue), " ", name_of(wanted_)};
  }

  int num_rows_;
  Kind wanted_;
};

}  // namespace gymkhana::minigrid
