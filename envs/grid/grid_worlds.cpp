// One line per id. Step limits are the environments' own, which rewards depend on.
#include "envs/grid/grid_worlds.h"

#include <sstream>
#include <string>

#include "envs/grid/dyna_maze.h"
#include "envs/grid/grid_world.h"
#include "envs/grid/minigrid/crossing.h"
#include "envs/grid/minigrid/dist_shift.h"
#include "envs/grid/minigrid/door_key.h"
#include "envs/grid/minigrid/dynamic_obstacles.h"
#include "envs/grid/minigrid/empty.h"
#include "envs/grid/minigrid/fetch.h"
#include "envs/grid/minigrid/fixed_map.h"
#include "envs/grid/minigrid/four_rooms.h"
#include "envs/grid/minigrid/go_to.h"
#include "envs/grid/minigrid/key_corridor.h"
#include "envs/grid/minigrid/lava_gap.h"
#include "envs/grid/minigrid/locked_room.h"
#include "envs/grid/minigrid/memory.h"
#include "envs/grid/minigrid/multi_room.h"
#include "envs/grid/minigrid/obstructed_maze.h"
#include "envs/grid/minigrid/playground.h"
#include "envs/grid/minigrid/put_near.h"
#include "envs/grid/minigrid/red_blue_doors.h"
#include "envs/grid/minigrid/unlock.h"
#include "envs/grid/windy_grid_world.h"

namespace gymkhana {
namespace {

using namespace minigrid;

/// "size=5 num_crossings=2"
Settings read_settings(std::istringstream words) {
  Settings settings;
  for (std::string word; words >> word;) {
    const auto equals = word.find('=');
    settings.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return settings;
}

/// The short form of what most lines say.
template <class EnvType>
void add(EnvRegistry& registry, const char* name, const char* summary, const char* defaults = "") {
  registry.add<EnvType>({.id = std::string("MiniGrid-") + name,
                         .summary = summary,
                         .defaults = read_settings(std::istringstream(defaults))});
}

void add_goals(EnvRegistry& r) {
  add<Empty>(r, "Empty-5x5-v0", "walk to the goal", "size=5");
  add<Empty>(r, "Empty-Random-5x5-v0", "walk to the goal from anywhere", "size=5 agent_start_pos=");
  add<Empty>(r, "Empty-6x6-v0", "walk to the goal", "size=6");
  add<Empty>(r, "Empty-Random-6x6-v0", "walk to the goal from anywhere", "size=6 agent_start_pos=");
  add<Empty>(r, "Empty-8x8-v0", "walk to the goal", "size=8");
  add<Empty>(r, "Empty-16x16-v0", "walk to the goal", "size=16");
  add<FourRooms>(r, "FourRooms-v0", "find the goal in four rooms");
  add<DoorKey>(r, "DoorKey-5x5-v0", "find the key, open the door, reach the goal", "size=5");
  add<DoorKey>(r, "DoorKey-6x6-v0", "find the key, open the door, reach the goal", "size=6");
  add<DoorKey>(r, "DoorKey-8x8-v0", "find the key, open the door, reach the goal", "size=8");
  add<DoorKey>(r, "DoorKey-16x16-v0", "find the key, open the door, reach the goal", "size=16");
  add<LavaGap>(r, "LavaGapS5-v0", "pass the gap in the lava", "size=5");
  add<LavaGap>(r, "LavaGapS6-v0", "pass the gap in the lava", "size=6");
  add<LavaGap>(r, "LavaGapS7-v0", "pass the gap in the lava", "size=7");
  add<Crossing>(r, "LavaCrossingS9N1-v0", "cross rivers of lava where they open", "size=9 num_crossings=1");
  add<Crossing>(r, "LavaCrossingS9N2-v0", "cross rivers of lava where they open", "size=9 num_crossings=2");
  add<Crossing>(r, "LavaCrossingS9N3-v0", "cross rivers of lava where they open", "size=9 num_crossings=3");
  add<Crossing>(r, "LavaCrossingS11N5-v0", "cross rivers of lava where they open", "size=11 num_crossings=5");
  add<Crossing>(r, "SimpleCrossingS9N1-v0", "cross walls where they open",
                "size=9 num_crossings=1 obstacle_type=wall");
  add<Crossing>(r, "SimpleCrossingS9N2-v0", "cross walls where they open",
                "size=9 num_crossings=2 obstacle_type=wall");
  add<Crossing>(r, "SimpleCrossingS9N3-v0", "cross walls where they open",
                "size=9 num_crossings=3 obstacle_type=wall");
  add<Crossing>(r, "SimpleCrossingS11N5-v0", "cross walls where they open",
                "size=11 num_crossings=5 obstacle_type=wall");
  add<DynamicObstacles>(r, "Dynamic-Obstacles-5x5-v0", "reach the goal among moving balls",
                        "size=5 n_obstacles=2");
  add<DynamicObstacles>(r, "Dynamic-Obstacles-Random-5x5-v0", "reach the goal among moving balls",
                        "size=5 n_obstacles=2 agent_start_pos=");
  add<DynamicObstacles>(r, "Dynamic-Obstacles-6x6-v0", "reach the goal among moving balls",
                        "size=6 n_obstacles=3");
  add<DynamicObstacles>(r, "Dynamic-Obstacles-Random-6x6-v0", "reach the goal among moving balls",
                        "size=6 n_obstacles=3 agent_start_pos=");
  add<DynamicObstacles>(r, "Dynamic-Obstacles-8x8-v0", "reach the goal among moving balls",
                        "size=8 n_obstacles=4");
  add<DynamicObstacles>(r, "Dynamic-Obstacles-16x16-v0", "reach the goal among moving balls",
                        "size=16 n_obstacles=8");
  add<DistShift>(r, "DistShift1-v0", "pass two strips of lava", "strip2_row=2");
  add<DistShift>(r, "DistShift2-v0", "pass two strips of lava", "strip2_row=5");
}

void add_rooms(EnvRegistry& r) {
  add<Unlock>(r, "Unlock-v0", "find the key and open the door");
  add<UnlockPickup>(r, "UnlockPickup-v0", "open the door and pick up the box behind it");
  add<BlockedUnlockPickup>(r, "BlockedUnlockPickup-v0", "clear the way, open the door, pick up the box");
  add<KeyCorridor>(r, "KeyCorridorS3R1-v0", "find the key for the room with the ball",
                   "room_size=3 num_rows=1");
  add<KeyCorridor>(r, "KeyCorridorS3R2-v0", "find the key for the room with the ball",
                   "room_size=3 num_rows=2");
  add<KeyCorridor>(r, "KeyCorridorS3R3-v0", "find the key for the room with the ball",
                   "room_size=3 num_rows=3");
  add<KeyCorridor>(r, "KeyCorridorS4R3-v0", "find the key for the room with the ball",
                   "room_size=4 num_rows=3");
  add<KeyCorridor>(r, "KeyCorridorS5R3-v0", "find the key for the room with the ball",
                   "room_size=5 num_rows=3");
  add<KeyCorridor>(r, "KeyCorridorS6R3-v0", "find the key for the room with the ball",
                   "room_size=6 num_rows=3");
  add<MultiRoom>(r, "MultiRoom-N2-S4-v0", "go through a chain of rooms",
                 "minNumRooms=2 maxNumRooms=2 maxRoomSize=4");
  add<MultiRoom>(r, "MultiRoom-N4-S5-v0", "go through a chain of rooms (six, in spite of its name)",
                 "minNumRooms=6 maxNumRooms=6 maxRoomSize=5");
  add<MultiRoom>(r, "MultiRoom-N4-S5-v1", "go through a chain of rooms",
                 "minNumRooms=4 maxNumRooms=4 maxRoomSize=5");
  add<MultiRoom>(r, "MultiRoom-N6-v0", "go through a chain of rooms",
                 "minNumRooms=6 maxNumRooms=6 maxRoomSize=10");
  add<Playground>(r, "Playground-v0", "nine rooms full of things, and nothing to achieve");
  add<LockedRoom>(r, "LockedRoom-v0", "fetch the key of the locked room from another");
}

void add_mazes(EnvRegistry& r) {
  const char* const pair = "find the ball behind a locked door";
  const char* const maze = "find the ball in a maze of locked doors";
  add<ObstructedMazePair>(r, "ObstructedMaze-1Dl-v0", pair, "key_in_box=false blocked=false");
  add<ObstructedMazePair>(r, "ObstructedMaze-1Dlh-v0", pair, "blocked=false");
  add<ObstructedMazePair>(r, "ObstructedMaze-1Dlhb-v0", pair);
  add<ObstructedMaze>(r, "ObstructedMaze-2Dl-v0", maze,
                      "agent_room=2,1 key_in_box=false blocked=false num_quarters=1 num_rooms_visited=4");
  add<ObstructedMaze>(r, "ObstructedMaze-2Dlh-v0", maze,
                      "agent_room=2,1 blocked=false num_quarters=1 num_rooms_visited=4");
  add<ObstructedMaze>(r, "ObstructedMaze-2Dlhb-v0", maze,
                      "agent_room=2,1 num_quarters=1 num_rooms_visited=4");
  add<ObstructedMaze>(r, "ObstructedMaze-1Q-v0", maze, "num_quarters=1 num_rooms_visited=5");
  add<ObstructedMaze>(r, "ObstructedMaze-2Q-v0", maze, "agent_room=2,1 num_quarters=2 num_rooms_visited=11");
  add<ObstructedMaze>(r, "ObstructedMaze-Full-v0", maze);
  add<ObstructedMaze>(r, "ObstructedMaze-2Dlhb-v1", maze,
                      "agent_room=2,1 num_quarters=1 num_rooms_visited=4 keys_last=true");
  add<ObstructedMaze>(r, "ObstructedMaze-1Q-v1", maze, "num_quarters=1 num_rooms_visited=5 keys_last=true");
  add<ObstructedMaze>(r, "ObstructedMaze-2Q-v1", maze,
                      "agent_room=2,1 num_quarters=2 num_rooms_visited=11 keys_last=true");
  add<ObstructedMaze>(r, "ObstructedMaze-Full-v1", maze, "keys_last=true");
}

void add_missions(EnvRegistry& r) {
  add<Memory>(r, "MemoryS7-v0", "remember an object and find it again", "size=7");
  add<Memory>(r, "MemoryS9-v0", "remember an object and find it again", "size=9");
  add<Memory>(r, "MemoryS11-v0", "remember an object and find it again", "size=11");
  add<Memory>(r, "MemoryS13-v0", "remember an object and find it again", "size=13");
  add<Memory>(r, "MemoryS13Random-v0", "remember an object down a hallway of any length",
              "size=13 random_length=true");
  add<Memory>(r, "MemoryS17Random-v0", "remember an object down a hallway of any length",
              "size=17 random_length=true");
  add<GoToDoor>(r, "GoToDoor-5x5-v0", "go to the door that the mission names", "size=5");
  add<GoToDoor>(r, "GoToDoor-6x6-v0", "go to the door that the mission names", "size=6");
  add<GoToDoor>(r, "GoToDoor-8x8-v0", "go to the door that the mission names", "size=8");
  add<GoToObject>(r, "GoToObject-6x6-N2-v0", "go to the object that the mission names", "size=6 numObjs=2");
  add<GoToObject>(r, "GoToObject-8x8-N2-v0", "go to the object that the mission names", "size=8 numObjs=2");
  add<Fetch>(r, "Fetch-5x5-N2-v0", "pick up the object that the mission names", "size=5 numObjs=2");
  add<Fetch>(r, "Fetch-6x6-N2-v0", "pick up the object that the mission names", "size=6 numObjs=2");
  add<Fetch>(r, "Fetch-8x8-N3-v0", "pick up the object that the mission names", "size=8 numObjs=3");
  add<RedBlueDoors>(r, "RedBlueDoors-6x6-v0", "open the red door, then the blue door", "size=6");
  add<RedBlueDoors>(r, "RedBlueDoors-8x8-v0", "open the red door, then the blue door", "size=8");
  add<PutNear>(r, "PutNear-6x6-N2-v0", "carry one object to another", "size=6 numObjs=2");
  add<PutNear>(r, "PutNear-8x8-N3-v0", "carry one object to another", "size=8 numObjs=3");
}

void add_maps(EnvRegistry& r) {
  r.add<GridWorld>({"Gymkhana/GridWorld-v0", "walk around walls and bad cells to the goal, again and again"});
  r.add<WindyGridWorld>({"Gymkhana/WindyGridWorld-v0", "walk to the goal through a crosswind"});
  r.add<DynaMaze>({"Gymkhana/DynaMaze-v0", "find the way through a small maze"});
  r.add<FixedMap>({"Gymkhana/MapWorld-v0", "a MiniGrid world of your own, drawn as a map of letters"});
}

}  // namespace

void add_grid(EnvRegistry& registry) {
  add_goals(registry);
  add_rooms(registry);
  add_mazes(registry);
  add_missions(registry);
  add_maps(registry);
}

}  // namespace gymkhana
