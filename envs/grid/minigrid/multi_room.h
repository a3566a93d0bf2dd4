// MultiRoom: a chain of rooms of random sizes, each with a door into the next; the goal is in the last one.
#pragma once

#include <algorithm>
#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

class MultiRoom final : public MiniGrid {
 public:
  struct Options {
    int min_rooms = 6, max_rooms = 6;
    int max_room_size = 10;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {
        field("minNumRooms", options.min_rooms, "fewest rooms", between(1, 20)),
        field("maxNumRooms", options.max_rooms, "most rooms", between(1, 20)),
        field("maxRoomSize", options.max_room_size, "most cells along each side of a room", between(4, 20)),
        max_steps_field(options.max_steps, "20 maxNumRooms")};
  }

  explicit MultiRoom(const Options& options)
      : MiniGrid(
            {.width = 25, .height = 25, .max_steps = limit_or(options.max_steps, 20 * options.max_rooms)}),
        options_(options) {
    if (options.min_rooms > options.max_rooms) throw Error("minNumRooms: must not be above maxNumRooms");
  }

 private:
  static constexpr int min_room_size = 4;
  static constexpr int patience = 100'000;  // chains of rooms begun

  struct Room {
    Rectangle area;
    Position entry;
  };
  enum class Side : int { right, down, left, up };
  static Side opposite(Side side) { return static_cast<Side>((static_cast<int>(side) + 2) % 4); }

  void generate(Rng& rng) override {
    choose_rooms(rng);
    Hue last_door{};
    for (std::size_t i = 0; i < rooms_.size(); ++i) {
      grid_.enclose(rooms_[i].area);
      if (i == 0) continue;
      last_door = i == 1 ? random_hue(rng) : random_hue_except(rng, last_door);
      grid_[rooms_[i].entry] = {Kind::door, last_door, Door::closed};
    }
    place_agent(rng, rooms_.front().area);
    place(rng, goal, rooms_.back().area);
    mission_ = {"traverse the rooms to get to the goal"};
  }

  /// Begins chains anywhere until one is long enough.
  void choose_rooms(Rng& rng) {
    const auto wanted = static_cast<std::size_t>(random_int(rng, options_.min_rooms, options_.max_rooms + 1));
    rooms_.clear();
    for (int tries = 0; rooms_.size() < wanted; ++tries) {
      if (tries == patience)
        throw Error(spec().id + ": no way was found to place " + std::to_string(wanted) +
                    " rooms; make minNumRooms, maxNumRooms or maxRoomSize smaller");
      chain_.clear();
      const int x = random_int(rng, 0, grid_.width() - 2);
      add_rooms(rng, static_cast<int>(wanted), Side::left, {x, random_int(rng, 0, grid_.width() - 2)});
      if (chain_.size() > rooms_.size()) rooms_ = chain_;
    }
  }

  /// Appends a room with an entry at this place and, after it, up to `count` - 1 others. False when not even
  /// the first one finds room; otherwise true, even if the chain ends early: that is MiniGrid's rule.
  bool add_rooms(Rng& rng, int count, Side entry_side, Position entry) {
    const Rectangle area = random_area(rng, entry_side, entry);
    if (!fits(area)) return false;
    chain_.push_back({area, entry});
    if (count == 1) return true;
    for (int attempt = 0; attempt < 8; ++attempt) {
      const Side exit_side = random_side_except(rng, entry_side);
      if (add_rooms(rng, count - 1, opposite(exit_side), random_door(rng, area, exit_side))) break;
    }
    return true;
  }

  /// The first room's upper left corner is its entry; others have theirs somewhere within the wall.
  Rectangle random_area(Rng& rng, Side entry_side, Position entry) {
    const int width = random_int(rng, min_room_size, options_.max_room_size + 1);
    const int height = random_int(rng, min_room_size, options_.max_room_size + 1);
    if (chain_.empty()) return {entry.x, entry.y, width, height};
    switch (entry_side) {
      case Side::right:
        return {entry.x - width + 1, random_int(rng, entry.y - height + 2, entry.y), width, height};
      case Side::down:
        return {random_int(rng, entry.x - width + 2, entry.x), entry.y - height + 1, width, height};
      case Side::left:
        return {entry.x, random_int(rng, entry.y - height + 2, entry.y), width, height};
      default:
        return {random_int(rng, entry.x - width + 2, entry.x), entry.y, width, height};
    }
  }

  /// Inside the grid, and apart from all rooms but the last, whose wall it shares. The unequal comparisons
  /// are MiniGrid's: rooms may share a wall to the right and below, but must leave a gap to the left and
  /// above.
  bool fits(const Rectangle& area) const {
    if (area.x < 0 || area.y < 0) return false;
    if (area.x + area.width > grid_.width() || area.y + area.height >= grid_.height()) return false;
    for (std::size_t i = 0; i + 1 < chain_.size(); ++i) {
      const Rectangle& other = chain_[i].area;
      const bool apart = area.x + area.width < other.x || other.x + other.width <= area.x ||
                         area.y + area.height < other.y || other.y + other.height <= area.y;
      if (!apart) return false;
    }
    return true;
  }

  static Position random_door(Rng& rng, const Rectangle& area, Side side) {
    switch (side) {
      case Side::right:
        return {area.x + area.width - 1, area.y + random_int(rng, 1, area.height - 1)};
      case Side::down:
        return {area.x + random_int(rng, 1, area.width - 1), area.y + area.height - 1};
      case Side::left:
        return {area.x, area.y + random_int(rng, 1, area.height - 1)};
      default:
        return {area.x + random_int(rng, 1, area.width - 1), area.y};
    }
  }

  static Side random_side_except(Rng& rng, Side taken) {
    const int side = random_int(rng, 0, 3);
    return static_cast<Side>(side + (side >= static_cast<int>(taken)));
  }

  Options options_;
  // Of use while an episode is laid out; kept for their memory.
  std::vector<Room> rooms_, chain_;
};

}  // namespace gymkhana::minigrid
