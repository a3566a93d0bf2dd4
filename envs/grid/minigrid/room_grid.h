// Rooms of one size, side by side, with doors between them: what MiniGrid calls a RoomGrid.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "envs/grid/minigrid/mini_grid.h"

namespace gymkhana::minigrid {

/// Which room: column, then row.
struct RoomIndex {
  int column = 0, row = 0;
};

enum class Side : int { right, down, left, up };
inline Side opposite(Side side) {
  return static_cast<Side>((static_cast<int>(side) + 2) % 4);
}

/// Rooms of room_size x room_size cells, walls included, which neighbours share.
class RoomGrid : public MiniGrid {
 protected:
  struct Rooms {
    int columns, rows, size;
  };
  RoomGrid(const Rooms& rooms, int max_steps);

  /// Builds the rooms without doors; the agent waits in the middle, where nothing will be placed.
  void build_rooms(Rng& rng);

  /// A door in this wall of the room, at the place that build_rooms drew.
  Position add_door(RoomIndex room, Side side, Hue hue, bool locked);
  /// Opens the whole wall.
  void remove_wall(RoomIndex room, Side side);
  /// Puts `cell` somewhere in the room, not next to the agent.
  Position place_in(Rng& rng, RoomIndex room, Cell cell);
  /// The agent somewhere in the room, not in front of an object.
  void place_agent_in(Rng& rng, RoomIndex room);
  /// Adds doors of random hues until all rooms can be reached from the agent's; none to locked rooms.
  void connect_all(Rng& rng);

 private:
  struct Room {
    Rectangle area;
    std::array<std::optional<Position>, 4> door_place;  // by side; none where there is no neighbour
    std::array<bool, 4> connected{};                    // by side: there is a door, or no wall
    bool locked = false;
    bool reached = false;  // by count_reachable
  };

  Room& at(RoomIndex i) { return rooms_[i.row * columns_ + i.column]; }
  Room& neighbour(RoomIndex i, Side side);
  void connect(RoomIndex i, Side side);
  void choose_door_places(Rng& rng, RoomIndex i);
  int count_reachable();

  int columns_, rows_, size_;
  std::vector<Room> rooms_;  // of use while an episode is laid out, hence not saved
};

}  // namespace gymkhana::minigrid
