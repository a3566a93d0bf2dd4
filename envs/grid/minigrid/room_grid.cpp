#include "envs/grid/minigrid/room_grid.h"

namespace gymkhana::minigrid {
namespace {

constexpr int index_of(Side side) {
  return static_cast<int>(side);
}

}  // namespace

RoomGrid::RoomGrid(const Rooms& rooms, int max_steps)
    : MiniGrid({.width = (rooms.size - 1) * rooms.columns + 1,
                .height = (rooms.size - 1) * rooms.rows + 1,
                .max_steps = max_steps}),
      columns_(rooms.columns),
      rows_(rooms.rows),
      size_(rooms.size),
      rooms_(static_cast<std::size_t>(columns_ * rows_)) {}

void RoomGrid::build_rooms(Rng& rng) {
  const int pitch = size_ - 1;
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) {
      at({column, row}) = {.area = {column * pitch, row * pitch, size_, size_}};
      grid_.enclose(at({column, row}).area);
    }
  }
  for (int row = 0; row < rows_; ++row) {
    for (int column = 0; column < columns_; ++column) choose_door_places(rng, {column, row});
  }
  agent_.position = {columns_ / 2 * pitch + size_ / 2, rows_ / 2 * pitch + size_ / 2};
  agent_.direction = 0;
}

/// Draws the door to the right, then the door below; the neighbours share them.
void RoomGrid::choose_door_places(Rng& rng, RoomIndex i) {
  Room& room = at(i);
  const int right = room.area.x + size_ - 1, bottom = room.area.y + size_ - 1;
  const auto set = [&](Side side, Position place) {
    room.door_place[index_of(side)] = place;
    neighbour(i, side).door_place[index_of(opposite(side))] = place;
  };
  if (i.column < columns_ - 1) set(Side::right, {right, random_int(rng, room.area.y + 1, bottom)});
  if (i.row < rows_ - 1) set(Side::down, {random_int(rng, room.area.x + 1, right), bottom});
}

RoomGrid::Room& RoomGrid::neighbour(RoomIndex i, Side side) {
  const Position step = headings[index_of(side)];
  return at({i.column + step.x, i.row + step.y});
}

void RoomGrid::connect(RoomIndex i, Side side) {
  at(i).connected[index_of(side)] = true;
  neighbour(i, side).connected[index_of(opposite(side))] = true;
}

Position RoomGrid::add_door(RoomIndex i, Side side, Hue hue, bool locked) {
  const Position place = *at(i).door_place[index_of(side)];
  at(i).locked = locked;
  grid_[place] = {Kind::door, hue, locked ? Door::locked : Door::closed};
  connect(i, side);
  return place;
}

void RoomGrid::remove_wall(RoomIndex i, Side side) {
  const auto [x, y, width, height] = at(i).area;
  switch (side) {
    case Side::right:
      grid_.vertical({x + width - 1, y + 1}, height - 2, nothing);
      break;
    case Side::down:
      grid_.horizontal({x + 1, y + height - 1}, width - 2, nothing);
      break;
    case Side::left:
      grid_.vertical({x, y + 1}, height - 2, nothing);
      break;
    case Side::up:
      grid_.horizontal({x + 1, y}, width - 2, nothing);
      break;
  }
  connect(i, side);
}

Position RoomGrid::place_in(Rng& rng, RoomIndex i, Cell cell) {
  const auto next_to_agent = [this](Position p) { return distance(p, agent_.position) < 2; };
  return place(rng, cell, at(i).area, next_to_agent);
}

void RoomGrid::place_agent_in(Rng& rng, RoomIndex i) {
  Kind front;
  do {
    place_agent(rng, at(i).area);
    front = grid_[agent_.front()].kind;
  } while (front != Kind::empty && front != Kind::wall);
}

void RoomGrid::connect_all(Rng& rng) {
  while (count_reachable() < columns_ * rows_) {
    const int column = random_int(rng, 0, columns_);
    const RoomIndex i{column, random_int(rng, 0, rows_)};
    const Side side = static_cast<Side>(random_int(rng, 0, 4));
    const Room& room = at(i);
    if (!room.door_place[index_of(side)] || room.connected[index_of(side)]) continue;
    if (room.locked || neighbour(i, side).locked) continue;
    add_door(i, side, random_hue(rng), false);
  }
}

/// Spreads from the agent's room through doors until nothing new is found.
int RoomGrid::count_reachable() {
  const int pitch = size_ - 1;
  for (Room& room : rooms_) room.reached = false;
  at({agent_.position.x / pitch, agent_.position.y / pitch}).reached = true;
  int count = 1;
  for (bool grown = true; grown;) {
    grown = false;
    for (int room = 0; room < columns_ * rows_; ++room) {
      for (int side = 0; side < 4; ++side) {
        if (!rooms_[room].reached || !rooms_[room].connected[side]) continue;
        Room& next = rooms_[room + headings[side].y * columns_ + headings[side].x];
        grown |= !next.reached;
        count += !next.reached;
        next.reached = true;
      }
    }
  }
  return count;
}

}  // namespace gymkhana::minigrid
