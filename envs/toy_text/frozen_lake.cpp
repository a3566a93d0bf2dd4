#include "envs/toy_text/frozen_lake.h"

#include <algorithm>
#include <array>
#include <utility>

#include "envs/toy_text/cell_picture.h"

namespace gymkhana {
namespace {

using Map = std::vector<std::string>;

const Map kMap4 = {"SFFF", "FHFH", "FFFH", "HFFG"};
const Map kMap8 = {"SFFFFFFF", "FFFFFFFF", "FFFHFFFF", "FFFFFHFF",
                   "FFFHFFFF", "FHHFFFHF", "FHFFHFHF", "FFFHFFFG"};

int rows_of(const Map& map) {
  return static_cast<int>(map.size());
}
int columns_of(const Map& map) {
  return static_cast<int>(map[0].size());
}

Map split_rows(const std::string& desc) {
  Map map(1);
  for (const char letter : desc) {
    if (letter == '/') {
      map.emplace_back();
    } else {
      map.back() += letter;
    }
  }
  return map;
}

void check_map(const Map& map) {
  std::string letters;
  for (std::size_t row = 0; row < map.size(); ++row) {
    if (map[row].empty() || map[row].size() != map[0].size()) {
      throw Error("FrozenLake map: row " + std::to_string(row) + " has " + std::to_string(map[row].size()) +
                  " cells, row 0 has " + std::to_string(map[0].size()) + "; give all rows the same length");
    }
    const std::size_t unknown = map[row].find_first_not_of("SFHG");
    if (unknown != std::string::npos) {
      throw Error("FrozenLake map: row " + std::to_string(row) + " has the letter '" + map[row][unknown] +
                  "'; use S (start), F (ice), H (hole) and G (goal)");
    }
    letters += map[row];
  }
  if (letters.find('S') == std::string::npos) throw Error("FrozenLake map: no start; put an S somewhere");
  if (letters.find('G') == std::string::npos) throw Error("FrozenLake map: no goal; put a G somewhere");
}

Map choose_map(const FrozenLake::Options& options) {
  if (!options.desc.empty()) return split_rows(options.desc);
  if (options.map_name == "random") {
    return random_lake(options.map_size, options.map_frozen, static_cast<std::uint64_t>(options.map_seed));
  }
  return options.map_name == "8x8" ? kMap8 : kMap4;
}

std::pair<int, int> move(const Map& map, int row, int column, int direction) {
  switch (direction) {
    case 0:
      return {row, std::max(column - 1, 0)};
    case 1:
      return {std::min(row + 1, rows_of(map) - 1), column};
    case 2:
      return {row, std::min(column + 1, columns_of(map) - 1)};
    default:
      return {std::max(row - 1, 0), column};
  }
}

Transition arrive(const Map& map, const std::vector<int>& rewards, std::pair<int, int> cell,
                  double probability) {
  const char letter = map[cell.first][cell.second];
  return {.probability = probability,
          .reward = static_cast<double>(letter == 'G'   ? rewards[0]
                                        : letter == 'H' ? rewards[1]
                                                        : rewards[2]),
          .next_state = cell.first * columns_of(map) + cell.second,
          .terminated = letter == 'G' || letter == 'H'};
}

void add_outcomes(TransitionTable& table, const Map& map, const FrozenLake::Options& options, int row,
                  int column) {
  const int state = row * columns_of(map) + column;
  const bool over = map[row][column] == 'G' || map[row][column] == 'H';
  const double astray = (1.0 - options.success_rate) / 2.0;
  for (int action = 0; action < 4; ++action) {
    if (over) {
      table.add(state, action, {.probability = 1, .next_state = state, .terminated = true});
    } else if (!options.is_slippery) {
      table.add(state, action, arrive(map, options.reward_schedule, move(map, row, column, action), 1));
    } else {
      for (const int direction : {(action + 3) % 4, action, (action + 1) % 4}) {
        const double probability = direction == action ? options.success_rate : astray;
        table.add(state, action,
                  arrive(map, options.reward_schedule, move(map, row, column, direction), probability));
      }
    }
  }
}

TransitionTable make_table(const Map& map, const FrozenLake::Options& options) {
  check_map(map);
  if (options.reward_schedule.size() != 3) {
    throw Error("FrozenLake: reward_schedule needs three numbers, for goal, hole and ice: 1,0,0");
  }
  TransitionTable table(rows_of(map) * columns_of(map), 4);
  std::vector<double> start;
  for (int row = 0; row < rows_of(map); ++row) {
    for (int column = 0; column < columns_of(map); ++column) {
      add_outcomes(table, map, options, row, column);
      start.push_back(map[row][column] == 'S');
    }
  }
  table.set_start(std::move(start));
  return table;
}

bool goal_in_reach(const Map& map) {
  const int size = rows_of(map);
  std::vector<bool> seen(static_cast<std::size_t>(size) * size);
  std::vector<std::pair<int, int>> frontier = {{0, 0}};
  while (!frontier.empty()) {
    const auto [row, column] = frontier.back();
    frontier.pop_back();
    if (map[row][column] == 'G') return true;
    for (int direction = 0; direction < 4; ++direction) {
      const auto next = move(map, row, column, direction);
      const std::size_t cell = static_cast<std::size_t>(next.first) * size + next.second;
      if (seen[cell] || map[next.first][next.second] == 'H') continue;
      seen[cell] = true;
      frontier.push_back(next);
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> random_lake(int size, double frozen, std::uint64_t seed) {
  Rng rng(seed);
  const std::array<double, 2> weights = {frozen, 1 - frozen};
  for (;;) {
    Map map(size, std::string(size, 'F'));
    for (std::string& row : map) {
      for (char& cell : row) cell = rng.choice(weights) == 0 ? 'F' : 'H';
    }
    map.front().front() = 'S';
    map.back().back() = 'G';
    if (goal_in_reach(map)) return map;
  }
}

Fields FrozenLake::fields(Options& options) {
  return {
      choice("map_name", options.map_name, {"4x4", "8x8", "random"}, "a map of Gymnasium's, or a random one"),
      field("desc", options.desc, "a map of your own, rows separated by '/': SFF/FHF/FFG"),
      field("is_slippery", options.is_slippery, "whether moves go astray"),
      field("success_rate", options.success_rate, "probability of going the wanted way on slippery ice",
            between(0, 1)),
      field("reward_schedule", options.reward_schedule, "rewards for reaching goal, hole, ice"),
      field("map_size", options.map_size, "rows and columns of a random map", between(2, 4000)),
      field("map_frozen", options.map_frozen, "share of ice in a random map", Range{0, 1, true, false}),
      field("map_seed", options.map_seed, "seed of a random map", at_least(0))};
}

FrozenLake::FrozenLake(const Options& options) : FrozenLake(options, choose_map(options)) {}

FrozenLake::FrozenLake(const Options& options, Map map)
    : Env({.observation = Discrete{0},
           .action = Discrete{4},
           .render_fps = 4,
           .action_names = {"left", "down", "right", "up"},
           .info = {"prob"},
           .keys = {{"left", {0}}, {"down", {1}}, {"right", {2}}, {"up", {3}}}}),
      map_(std::move(map)),
      walk_(make_table(map_, options)) {
  EnvSpec sized = spec();
  sized.observation = Discrete{walk_.table().states()};
  set_spec(std::move(sized));
}

void FrozenLake::draw(Canvas& canvas) const {
  const int rows = rows_of(map_), columns = columns_of(map_);
  cells::open(canvas, rows, columns);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const char letter = map_[row][column];
      cells::fill(canvas, rows, row, column, letter == 'G' ? palette::green : palette::mist);
      if (letter == 'H') canvas.circle(cells::centre(rows, row, column), 0.36, palette::blue);
    }
  }
  cells::walker(canvas, rows, walk_.state() / columns, walk_.state() % columns);
}

}  // namespace gymkhana
