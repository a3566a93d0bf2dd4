// ObstructedMaze: find the blue ball behind locked doors. Keys may be hidden in boxes, and doors blocked by
// balls.
//
//   ObstructedMazePair  two rooms with one door
//   ObstructedMaze      nine rooms: the middle one opens to side rooms, each of these has locked doors to two
//                       corners, and one corner holds the ball. Quarters beyond the first few have no doors.
#pragma once

#include <algorithm>
#include <array>
#include <vector>

#include "envs/grid/minigrid/room_grid.h"

namespace gymkhana::minigrid {

/// What both share: colours, doors with their keys, and the aim.
class ObstructedRooms : public RoomGrid {
 public:
  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    if (agent_.carried == wanted) succeed(step);
    return step;
  }

 protected:
  static constexpr Cell wanted{Kind::ball, Hue::blue};

  ObstructedRooms(const Rooms& rooms, int max_steps, bool key_in_box, bool blocked)
      : RoomGrid(rooms, max_steps), key_in_box_(key_in_box), blocked_(blocked) {}

  void start(Rng& rng) {
    build_rooms(rng);
    door_hues_ = hues_by_name;
    for (auto hue = door_hues_.begin(); hue != door_hues_.end(); ++hue) {  // drawn one by one from those left
      const auto drawn = hue + random_int(rng, 0, static_cast<int>(door_hues_.end() - hue));
      std::rotate(hue, drawn, drawn + 1);
    }
    mission_ = {"pick up the blue ball"};
  }
  Hue door_hue(int i) const { return door_hues_[i]; }

  void add_locked_door(RoomIndex room, Side side, Hue hue) {
    const Position door = add_door(room, side, hue, true);
    if (blocked_) grid_[door - headings[static_cast<int>(side)]] = {Kind::ball, Hue::green};
  }
  void add_key(Rng& rng, RoomIndex room, Hue hue) {
    if (key_in_box_) {
      const auto hidden = static_cast<std::uint8_t>(static_cast<int>(hue) + 1);
      place_in(rng, room, {Kind::box, Hue::grey, Door::open, hidden});
    } else {
      place_in(rng, room, {Kind::key, hue});
    }
  }

 private:
  bool key_in_box_, blocked_;
  std::array<Hue, 6> door_hues_{};  // of use while an episode is laid out
};

class ObstructedMazePair final : public ObstructedRooms {
 public:
  struct Options {
    bool key_in_box = true;
    bool blocked = true;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {field("key_in_box", options.key_in_box, "whether the key is hidden in a box"),
            field("blocked", options.blocked, "whether a ball blocks the door"),
            max_steps_field(options.max_steps, "288")};
  }

  explicit ObstructedMazePair(const Options& options)
      : ObstructedRooms({.columns = 2, .rows = 1, .size = 6}, limit_or(options.max_steps, 288),
                        options.key_in_box, options.blocked) {}

 private:
  void generate(Rng& rng) override {
    start(rng);
    add_locked_door({0, 0}, Side::right, door_hue(0));
    add_key(rng, {0, 0}, door_hue(0));
    place_in(rng, {1, 0}, wanted);
    place_agent_in(rng, {0, 0});
  }
};

class ObstructedMaze final : public ObstructedRooms {
 public:
  struct Options {
    std::vector<int> agent_room = {1, 1};
    bool key_in_box = true;
    bool blocked = true;
    int num_quarters = 4;
    int num_rooms_visited = 25;
    bool keys_last = false;
    int max_steps = 0;
  };
  static Fields fields(Options& options) {
    return {
        field("agent_room", options.agent_room, "column,row of the room where the agent starts, 0 to 2 each"),
        field("key_in_box", options.key_in_box, "whether keys are hidden in boxes"),
        field("blocked", options.blocked, "whether balls block the locked doors"),
        field("num_quarters", options.num_quarters, "side rooms with doors", between(1, 4)),
        field("num_rooms_visited", options.num_rooms_visited, "sets the step limit", between(1, 1000)),
        field("keys_last", options.keys_last,
              "whether a side room's keys are laid out after all its balls, so that no ball takes a key's "
              "place: true is version 1"),
        max_steps_field(options.max_steps, "144 num_rooms_visited")};
  }

  explicit ObstructedMaze(const Options& options)
      : ObstructedRooms({.columns = 3, .rows = 3, .size = 6},
                        limit_or(options.max_steps, 144 * options.num_rooms_visited), options.key_in_box,
                        options.blocked),
        quarters_(options.num_quarters),
        keys_last_(options.keys_last) {
    const std::vector<int>& room = options.agent_room;
    if (room.size() != 2 || std::ranges::any_of(room, [](int i) { return i < 0 || i > 2; })) {
      throw Error("agent_room: give column,row such as 1,1, each from 0 to 2");
    }
    agent_room_ = {room[0], room[1]};
  }

 private:
  void generate(Rng& rng) override {
    constexpr std::array<RoomIndex, 4> side_rooms = {{{2, 1}, {1, 2}, {0, 1}, {1, 0}}};
    constexpr std::array<RoomIndex, 4> corners = {{{2, 0}, {2, 2}, {0, 2}, {0, 0}}};
    start(rng);
    for (int i = 0; i < quarters_; ++i) {
      add_door({1, 1}, static_cast<Side>(i), door_hue(i), false);
      add_quarter(rng, side_rooms[i], i);
    }
    place_in(rng, corners[rng.choice(quarters_)], wanted);
    place_agent_in(rng, agent_room_);
  }

  /// Locked doors on both sides of a side room, and their keys.
  void add_quarter(Rng& rng, RoomIndex room, int i) {
    for (const int turn : {-1, 1}) {
      const Hue hue = door_hue((i + turn + 6) % 6);
      add_locked_door(room, static_cast<Side>((i + turn + 4) % 4), hue);
      if (!keys_last_) add_key(rng, room, hue);
    }
    if (!keys_last_) return;
    for (const int turn : {-1, 1}) add_key(rng, room, door_hue((i + turn + 6) % 6));
  }

  int quarters_;
  bool keys_last_;
  RoomIndex agent_room_;
};

}  // namespace gymkhana::minigrid
