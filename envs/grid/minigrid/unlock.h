// Two rooms with a locked door between them, in three degrees:
//
//   Unlock               find the key and open the door
//   UnlockPickup         ... then pick up the box in the other room
//   BlockedUnlockPickup  ... but first move the ball away that blocks the door
#pragma once

#include "envs/grid/minigrid/room_grid.h"

namespace gymkhana::minigrid {

/// What the three share.
class TwoRooms : public RoomGrid {
 public:
  struct Options {
    int max_steps = 0;
  };

 protected:
  static constexpr int room_size = 6;
  static constexpr RoomIndex left{0, 0}, right{1, 0};

  TwoRooms(const Options& options, int standard_limit)
      : RoomGrid({.columns = 2, .rows = 1, .size = room_size}, limit_or(options.max_steps, standard_limit)) {}

  Position add_locked_door(Rng& rng) { return add_door(left, Side::right, random_hue(rng), true); }
  void add_key_and_agent(Rng& rng, Position door) {
    place_in(rng, left, {Kind::key, grid_[door].hue});
    place_agent_in(rng, left);
  }
};

class Unlock final : public TwoRooms {
 public:
  static Fields fields(Options& options) { return {max_steps_field(options.max_steps, "288")}; }
  explicit Unlock(const Options& options) : TwoRooms(options, 8 * room_size * room_size) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    if (move_of(action) == Move::toggle && grid_[door_].is_open_door()) succeed(step);
    return step;
  }

  void serialize(Archive& archive) override {
    MiniGrid::serialize(archive);
    archive(door_);
  }

 private:
  void generate(Rng& rng) override {
    build_rooms(rng);
    door_ = add_locked_door(rng);
    add_key_and_agent(rng, door_);
    mission_ = {"open the door"};
  }

  Position door_;
};

class UnlockPickup final : public TwoRooms {
 public:
  static Fields fields(Options& options) { return {max_steps_field(options.max_steps, "288")}; }
  explicit UnlockPickup(const Options& options) : TwoRooms(options, 8 * room_size * room_size) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    if (agent_.carried.kind == Kind::box) succeed(step);
    return step;
  }

 private:
  void generate(Rng& rng) override {
    build_rooms(rng);
    const Hue hue = random_hue(rng);
    place_in(rng, right, {Kind::box, hue});
    add_key_and_agent(rng, add_locked_door(rng));
    mission_ = {"pick up the ", name_of(hue), " box"};
  }
};

class BlockedUnlockPickup final : public TwoRooms {
 public:
  static Fields fields(Options& options) { return {max_steps_field(options.max_steps, "576")}; }
  explicit BlockedUnlockPickup(const Options& options) : TwoRooms(options, 16 * room_size * room_size) {}

  Step step(const Action& action, Rng& rng, Observation observation) override {
    Step step = MiniGrid::step(action, rng, observation);
    if (agent_.carried.kind == Kind::box) succeed(step);
    return step;
  }

 private:
  void generate(Rng& rng) override {
    build_rooms(rng);
    const Hue hue = random_hue(rng);
    place_in(rng, right, {Kind::box, hue});
    const Position door = add_locked_door(rng);
    grid_[{door.x - 1, door.y}] = {Kind::ball, random_hue(rng)};
    add_key_and_agent(rng, door);
    mission_ = {"pick up the ", name_of(hue), " box"};
  }
};

}  // namespace gymkhana::minigrid
