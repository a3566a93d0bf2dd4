// LockedRoom: six rooms along a hallway, one of them locked with the goal inside; another holds the key.
#pragma once

#include <algorithm>
#include <array>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class LockedRoom final : public MiniGrid {
 public:
  struct Options {
    int size = 19;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("size", options.size, "cells along each side, walls included", between(15, 100)),
            max_steps_field(options.max_steps, "10 size")};
  }

  explicit LockedRoom(const Options& options)
      : MiniGrid({.width = options.size,
                  .height = options.size,
                  .max_steps = limit_or(options.max_steps, 10 * options.size)}) {}

 private:
  struct Room {
    Rectangle area;
    Position door;
    Hue hue;
  };

  void generate(Rng& rng) override {
    const int size = grid_.width();
    const int left = size / 2 - 2, right = size / 2 + 2;  // walls of the hallway
    std::array<Room, 6> rooms = build_rooms(left, right);

    const int locked = rng.choice(6);
    grid_[inside(rng, rooms[locked])] = goal;
    paint_doors(rng, rooms, locked);
    int with_key;
    do {
      with_key = rng.choice(6);
    } while (with_key == locked);
    grid_[inside(rng, rooms[with_key])] = {Kind::key, rooms[locked].hue};
    place_agent(rng, {left, 0, right - left, size});
    mission_ = {"get the ",
                name_of(rooms[locked].hue),
                " key from the ",
                name_of(rooms[with_key].hue),
                " room, unlock the ",
                name_of(rooms[locked].hue),
                " door and go to the goal"};
  }

  std::array<Room, 6> build_rooms(int left, int right) {
    const int size = grid_.width(), pitch = size / 3;
    grid_.enclose(grid_.all());
    grid_.vertical({left, 0}, size);
    grid_.vertical({right, 0}, size);
    std::array<Room, 6> rooms;
    for (int i = 0; i < 3; ++i) {
      const int top = i * pitch;
      grid_.horizontal({0, top}, left);
      grid_.horizontal({right, top}, size - right);
      rooms[2 * i] = {{0, top, left + 1, pitch + 1}, {left, top + 3}, {}};
      rooms[2 * i + 1] = {{right, top, left + 1, pitch + 1}, {right, top + 3}, {}};
    }
    return rooms;
  }

  /// Each door has a hue of its own.
  void paint_doors(Rng& rng, std::array<Room, 6>& rooms, int locked) {
    std::array<Hue, 6> unused = hues_by_name;
    for (int i = 0; i < 6; ++i) {
      Hue* const hue = unused.begin() + random_int(rng, 0, 6 - i);
      rooms[i].hue = *hue;
      std::copy(hue + 1, unused.end(), hue);
      grid_[rooms[i].door] = {Kind::door, rooms[i].hue, i == locked ? Door::locked : Door::closed};
    }
  }

  static Position inside(Rng& rng, const Room& room) {
    const auto [x, y, width, height] = room.area;
    const int column = random_int(rng, x + 1, x + width - 1);
    return {column, random_int(rng, y + 1, y + height - 1)};
  }
};

}  // namespace gymkhana::minigrid
