// The walls of the house: which room may include what, read off the #include lines.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace gymkhana {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

const fs::path kRoot = GYMKHANA_SOURCE_DIR;

struct Include {
  std::string file;    ///< that includes, from the root: "nn/dense.cpp"
  std::string header;  ///< that is included: "envs/core/env.h", "Eigen/Core"
  bool own;            ///< in double quotes: ours
};

bool starts_with_any(const std::string& text, const Words& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](const std::string& beginning) { return text.starts_with(beginning); });
}

std::vector<fs::path> sources(const std::string& room) {
  std::vector<fs::path> found;
  if (!fs::is_directory(kRoot / room)) return found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / room)) {
    const fs::path extension = entry.path().extension();
    const bool bench = entry.path().stem().string().ends_with("_bench");
    if ((extension == ".h" || extension == ".cpp") && !bench) found.push_back(entry.path());
  }
  return found;
}

std::vector<Include> includes(const std::string& room) {
  std::vector<Include> found;
  for (const fs::path& path : sources(room)) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      if (!line.starts_with("#include ")) continue;
      const std::size_t open = line.find_first_of("<\"");
      const std::size_t close = line.find_first_of(">\"", open + 1);
      found.push_back(
          {fs::relative(path, kRoot), line.substr(open + 1, close - open - 1), line[open] == '"'});
    }
  }
  return found;
}

/// What a room may include beyond the standard library and itself.
struct Wall {
  std::string room;
  Words rooms;            ///< paths of ours
  Words libraries;        ///< anywhere
  Words only_in_sources;  ///< libraries that no header may name
};

const std::vector<Wall> kWalls = {
    {"base", {}, {}, {"fmt/"}},
    {"envs", {"base/"}, {}, {"fmt/", "box2d/", "tbb/", "oneapi/tbb", "png.h", "zlib.h"}},
    {"nn", {"base/"}, {"Eigen/"}, {"fmt/", "nlohmann/"}},
    {"replay", {"base/", "envs/core/", "nn/"}, {"Eigen/"}, {"fmt/"}},
    {"agents", {"base/", "envs/core/", "nn/", "replay/"}, {"Eigen/"}, {"fmt/"}},
    {"viz", {"base/", "envs/", "nn/", "replay/", "agents/"}, {"Eigen/", "SFML/"}, {"fmt/", "nlohmann/"}},
    {"experiments",
     {"base/", "envs/", "nn/", "replay/", "agents/", "viz/"},
     {"Eigen/"},
     {"fmt/", "nlohmann/", "boost/"}},
};

// The standard library's headers have no ending, the system's a short list.
bool standard(const std::string& header) {
  static const Words system = {"unistd.h", "fcntl.h", "dlfcn.h", "poll.h", "sys/", "immintrin.h"};
  return header.find_first_of("./") == std::string::npos || starts_with_any(header, system);
}

bool allowed(const Wall& wall, const Include& include) {
  if (include.own)
    return starts_with_any(include.header, wall.rooms) || include.header.starts_with(wall.room + "/");
  if (standard(include.header) || starts_with_any(include.header, wall.libraries)) return true;
  return include.file.ends_with(".cpp") && starts_with_any(include.header, wall.only_in_sources);
}

TEST_CASE("every room includes only what it may") {
  for (const Wall& wall : kWalls) {
    for (const Include& include : includes(wall.room)) {
      CHECK_MESSAGE(allowed(wall, include), include.file, " may not include ", include.header);
    }
  }
}

/// Which rooms inside a folder a room may include, all of them below the folder.
struct InnerWall {
  std::string room;
  Words rooms;
};

// Rooms of experiments/, each of which may include those before it: statistics and plots know of no run.
const Words kExperimentRooms = {"stats",  "plots",  "settings", "run",   "trace",
                                "report", "curves", "bench",    "verbs", "program"};

std::vector<InnerWall> in_order(const std::string& folder, const Words& rooms) {
  std::vector<InnerWall> walls;
  Words before;
  for (const std::string& room : rooms) {
    walls.push_back({folder + "/" + room, before});
    before.push_back(folder + "/" + room);
  }
  return walls;
}

const std::vector<InnerWall> kCoreWalls = {
    {"envs/core", {"envs/core/random", "envs/core/wrappers"}},  // numbers, and the table of wrappers
    {"envs/core/random", {"envs/core"}},                        // state that is saved
    {"envs/core/picture", {"envs/core"}},
    {"envs/core/wrappers", {"envs/core", "envs/core/picture"}},
    {"envs/core/check", {"envs/core", "envs/core/picture"}},
    {"envs/core/shown", {"envs/core/picture"}},
};

// Families of agents do not know each other; only the registry knows them all.
const std::vector<InnerWall> kAgentWalls = {
    {"agents", {"agents/policy_gradient", "agents/deep_q", "agents/tabular"}},
    {"agents/policy_gradient", {"agents"}},
    {"agents/deep_q", {"agents"}},
    {"agents/tabular", {"agents"}},
};

// "experiments/run/logs/csv_table.h" is in "experiments/run", "experiments/program.h" in a room of its own
// name.
std::string room_of(const std::string& file, const std::vector<InnerWall>& walls) {
  std::string room;
  for (const InnerWall& wall : walls) {
    const bool inside = file.starts_with(wall.room + "/") || file.starts_with(wall.room + ".");
    if (inside && wall.room.size() > room.size()) room = wall.room;
  }
  return room;
}

bool allowed(const std::vector<InnerWall>& walls, const Include& include) {
  const std::string from = room_of(include.file, walls), to = room_of(include.header, walls);
  if (from == to || to.empty()) return true;
  const auto wall =
      std::find_if(walls.begin(), walls.end(), [&](const InnerWall& each) { return each.room == from; });
  return wall != walls.end() && std::find(wall->rooms.begin(), wall->rooms.end(), to) != wall->rooms.end();
}

void check_inside(const std::string& folder, const std::vector<InnerWall>& walls) {
  for (const Include& include : includes(folder)) {
    if (include.file == "experiments/main.cpp") continue;  // the program itself
    CHECK_MESSAGE(!room_of(include.file, walls).empty(), include.file, " is in no room of the table");
    CHECK_MESSAGE(allowed(walls, include), include.file, " may not include ", include.header);
  }
}

TEST_CASE("no include inside experiments/ runs upwards") {
  check_inside("experiments", in_order("experiments", kExperimentRooms));
}

TEST_CASE("rooms inside envs/core and agents/ include only what they may") {
  check_inside("envs/core", kCoreWalls);
  check_inside("agents", kAgentWalls);
}

TEST_CASE("large libraries stay in their rooms") {
  for (const Wall& wall : kWalls) {
    for (const Include& include : includes(wall.room)) {
      CHECK_MESSAGE((!include.header.starts_with("SFML/") || wall.room == "viz"), include.file);
      CHECK_MESSAGE((!include.header.starts_with("box2d/") || include.file.starts_with("envs/driving/")),
                    include.file);
      CHECK_MESSAGE((!include.header.starts_with("boost/") || wall.room == "experiments"), include.file);
    }
  }
}

TEST_CASE("no random number comes from the standard library, whose distributions differ between platforms") {
  for (const Wall& wall : kWalls) {
    for (const fs::path& path : sources(wall.room)) {
      std::ostringstream text;
      text << std::ifstream(path).rdbuf();
      CHECK_MESSAGE(text.str().find("_distribution<") == std::string::npos, path.string());
      CHECK_MESSAGE(text.str().find("std::random_device") == std::string::npos, path.string());
    }
  }
}

const Wall& wall_of(const std::string& room) {
  return *std::find_if(kWalls.begin(), kWalls.end(), [&](const Wall& wall) { return wall.room == room; });
}

TEST_CASE("the walls are noticed when they are climbed") {
  CHECK(allowed(wall_of("envs"), {"envs/core/env.h", "vector", false}));
  CHECK_FALSE(allowed(wall_of("envs"), {"envs/core/env.h", "nn/network.h", true}));
  CHECK_FALSE(allowed(wall_of("nn"), {"nn/safetensors.h", "nlohmann/json.hpp", false}));
  CHECK(allowed(wall_of("nn"), {"nn/safetensors.cpp", "nlohmann/json.hpp", false}));
  CHECK_FALSE(allowed(wall_of("agents"), {"agents/ppo.cpp", "envs/classic/cartpole.h", true}));
  CHECK_FALSE(includes("envs").empty());

  const std::vector<InnerWall> experiments = in_order("experiments", kExperimentRooms);
  CHECK(allowed(experiments, {"experiments/verbs/plot.cpp", "experiments/plots/svg.h", true}));
  CHECK(allowed(experiments, {"experiments/run/trainer.h", "experiments/run/logs/csv_table.h", true}));
  CHECK_FALSE(allowed(experiments, {"experiments/settings/config.cpp", "experiments/verbs/help.h", true}));
  CHECK_FALSE(allowed(experiments, {"experiments/stats/curve.h", "experiments/run/score.h", true}));
  CHECK_FALSE(allowed(experiments, {"experiments/verbs/help.cpp", "experiments/program.h", true}));
  CHECK_FALSE(allowed(kAgentWalls, {"agents/deep_q/dqn.cpp", "agents/policy_gradient/ppo.h", true}));
  CHECK_FALSE(allowed(kCoreWalls, {"envs/core/random/rng.h", "envs/core/picture/canvas.h", true}));
}

}  // namespace
}  // namespace gymkhana
