#include "envs/toy_text/frozen_lake.h"

#include <algorithm>
#include <array>
#include <utility>

#include "envs/core/picture/cell_picture.h"
#include "envs/core/shared_table.h"

namespace gymkhana {
namespace {

const std::vector<LetterMap::Meaning> kMeanings = {
    {'S', "start"}, {'F', "ice"}, {'H', "hole"}, {'G', "goal"}};
constexpr const char *kMap4 = "SFFF/FHFH/FFFH/HFFG",
                     *kMap8 = "SFFFFFFF/FFFFFFFF/FFFHFFFF/FFFFFHFF/FFFHFFFF/FHHFFFHF/FHFFHFHF/FFFHFFFG";

LetterMap choose_map(const FrozenLake::Options& options) {
  if (!options.desc.empty()) return LetterMap(options.desc, kMeanings);
  if (options.map_name == "random") {
    const auto seed = static_cast<std::uint64_t>(options.map_seed);
    return LetterMap(random_lake(options.map_size, options.map_frozen, seed), kMeanings);
  }
  return LetterMap(options.map_name == "8x8" ? kMap8 : kMap4, kMeanings);
}

/// Left, down, right, up: one step on a board, whose edge holds.
Position move(Rectangle board, Position from, int direction) {
  constexpr std::array<Position, 4> ways = {{{-1, 0}, {0, 1}, {1, 0}, {0, -1}}};
  const Position to = from + ways[direction];
  return board.contains(to) ? to : from;
}

Transition arrive(const LetterMap& map, const std::vector<int>& rewards, Position cell, double probability) {
  const char letter = map[cell];
  return {.probability = probability,
          .reward = static_cast<double>(letter == 'G'   ? rewards[0]
                                        : letter == 'H' ? rewards[1]
                                                        : rewards[2]),
          .next_state = cell.y * map.width() + cell.x,
          .terminated = letter == 'G' || letter == 'H'};
}

void add_outcomes(TransitionTable& table, const LetterMap& map, const FrozenLake::Options& options,
                  Position from) {
  const int state = from.y * map.width() + from.x;
  const bool over = map[from] == 'G' || map[from] == 'H';
  const double astray = (1.0 - options.success_rate) / 2.0;
  for (int action = 0; action < 4; ++action) {
    const auto go = [&](int direction, double probability) {
      const Position to = move(map.all(), from, direction);
      table.add(state, action, arrive(map, options.reward_schedule, to, probability));
    };
    if (over) {
      table.add(state, action, {.probability = 1, .next_state = state, .terminated = true});
    } else if (!options.is_slippery) {
      go(action, 1);
    } else {
      go((action + 3) % 4, astray);
      go(action, options.success_rate);
      go((action + 1) % 4, astray);
    }
  }
}

TransitionTable lake_table(const LetterMap& map, const FrozenLake::Options& options) {
  if (map.find("S").empty()) throw Error("FrozenLake map: no start; put an S somewhere");
  if (map.find("G").empty()) throw Error("FrozenLake map: no goal; put a G somewhere");
  if (options.reward_schedule.size() != 3) {
    throw Error("FrozenLake: reward_schedule needs three numbers, for goal, hole and ice: 1,0,0");
  }
  TransitionTable table(map.width() * map.height(), 4);
  std::vector<double> start;
  for (int y = 0; y < map.height(); ++y) {
    for (int x = 0; x < map.width(); ++x) {
      add_outcomes(table, map, options, {x, y});
      start.push_back(map[{x, y}] == 'S');
    }
  }
  table.set_start(std::move(start));
  return table;
}

bool goal_in_reach(const std::vector<std::string>& map) {
  const int size = static_cast<int>(map.size());
  std::vector<std::string> seen = map;
  std::vector<Position> frontier = {{0, 0}};
  while (!frontier.empty()) {
    const Position from = frontier.back();
    frontier.pop_back();
    if (map[from.y][from.x] == 'G') return true;
    for (int direction = 0; direction < 4; ++direction) {
      const Position to = move({0, 0, size, size}, from, direction);
      char& letter = seen[to.y][to.x];
      if (letter != 'H') frontier.push_back(to);
      letter = 'H';  // not again
    }
  }
  return false;
}

}  // namespace

std::vector<std::string> random_lake(int size, double frozen, std::uint64_t seed) {
  Rng rng(seed);
  const std::array<double, 2> weights = {frozen, 1 - frozen};
  constexpr double kPatience = 1e8;  // cells drawn, about a second
  const auto tries = static_cast<std::int64_t>(kPatience / (1.0 * size * size)) + 1;
  for (std::int64_t i = 0; i < tries; ++i) {
    std::vector<std::string> map(size, std::string(size, 'F'));
    for (std::string& row : map) {
      for (char& cell : row) cell = rng.choice(weights) == 0 ? 'F' : 'H';
    }
    map.front().front() = 'S';
    map.back().back() = 'G';
    if (goal_in_reach(map)) return map;
  }
  throw Error("FrozenLake: found no way across a random map of " + std::to_string(size) + "x" +
              std::to_string(size) + " with map_frozen = " + print(frozen) +
              "; raise map_frozen, or make the map smaller");
}

Fields FrozenLake::fields(Options& options) {
  return {
      choice("map_name", options.map_name, {"4x4", "8x8", "random"}, "a map of Gymnasium's, or a random one"),
      field("desc", options.desc, "a map of your own, rows separated by '/': SFF/FHF/FFG"),
      field("is_slippery", options.is_slippery, "whether moves go astray"),
      field("success_rate", options.success_rate, "probability of going the wanted way on slippery ice",
            between(0, 1)),
      field("reward_schedule", options.reward_schedule, "rewards for reaching goal, hole, ice"),
      field("map_size", options.map_size, "rows and columns of a random map", between(2, 1000)),
      field("map_frozen", options.map_frozen, "share of ice in a random map", Range{0, 1, true, false}),
      field("map_seed", options.map_seed, "seed of a random map", at_least(0))};
}

FrozenLake::FrozenLake(const Options& options) : FrozenLake(options, choose_map(options)) {}

FrozenLake::FrozenLake(const Options& options, LetterMap map)
    : Env({.observation = Discrete{0},
           .action = Discrete{4},
           .render_fps = 4,
           .action_names = {"left", "down", "right", "up"},
           .info = {"prob"},
           .keys = {{"left", {0}}, {"down", {1}}, {"right", {2}}, {"up", {3}}}}),
      map_(std::move(map)),
      walk_(shared_table(options, [this](const Options& o) { return lake_table(map_, o); })) {
  EnvSpec sized = spec();
  sized.observation = Discrete{walk_.table().states()};
  set_spec(std::move(sized));
}

std::optional<Point> FrozenLake::place_of(int state) const {
  const Position p{state % map_.width(), state / map_.width()};
  if (map_[p] == 'H' || map_[p] == 'G') return std::nullopt;  // no decision is left there
  return cells::centre(map_.height(), p.y, p.x);
}

void FrozenLake::draw(Canvas& canvas) const {
  const int rows = map_.height(), columns = map_.width();
  cells::open(canvas, rows, columns);
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const char letter = map_[{column, row}];
      cells::fill(canvas, rows, row, column, letter == 'G' ? palette::green : palette::mist);
      if (letter == 'H') canvas.circle(cells::centre(rows, row, column), 0.36, palette::blue);
    }
  }
  cells::walker(canvas, rows, walk_.state() / columns, walk_.state() % columns);
}

}  // namespace gymkhana
