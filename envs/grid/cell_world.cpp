#include "envs/grid/cell_world.h"

#include "envs/toy_text/cell_picture.h"

namespace gymkhana {
namespace {

const std::vector<LetterMap::Meaning> kMeanings = {
    {'#', "wall"}, {'S', "start"}, {'G', "goal"}, {'-', "bad cell"}, {'.', "free"}};

EnvSpec describe(const CellRules& rules, const LetterMap& map) {
  EnvSpec spec{.observation = Discrete{map.width() * map.height()},
               .action = Discrete{static_cast<int>(rules.actions.size())},
               .render_fps = 8,
               .action_names = rules.actions};
  for (std::size_t i = 0; i < rules.keys.size(); ++i) {
    spec.keys.push_back({rules.keys[i], {static_cast<float>(i)}});
  }
  return spec;
}

Color color_of(char letter) {
  switch (letter) {
    case '#':
      return palette::slate;
    case 'G':
      return palette::green;
    case '-':
      return palette::red;
    case 'S':
      return palette::sky;
    default:
      return palette::mist;
  }
}

}  // namespace

Position walk(const LetterMap& map, Position from, Position step) {
  const Position to = from + step;
  return map.all().contains(to) && map[to] != '#' ? to : from;
}

CellWorld::CellWorld(const CellRules& rules)
    : Env(describe(rules, LetterMap(rules.map, kMeanings))),
      map_(rules.map, kMeanings),
      by_columns_(rules.count_down_columns),
      walk_(make_table(rules)) {}

TransitionTable CellWorld::make_table(const CellRules& rules) const {
  const int actions = static_cast<int>(rules.actions.size());
  TransitionTable table(map_.width() * map_.height(), actions);
  for (int state = 0; state < table.states(); ++state) {
    const Position from = position_of(state);
    for (int action = 0; action < actions; ++action) {
      if (map_[from] == '#') {  // never entered; stays for ever, so that the table is whole
        table.add(state, action, {.probability = 1, .next_state = state});
        continue;
      }
      for (const auto& [to, reward, terminated, probability] : rules.outcomes(map_, from, action)) {
        table.add(state, action, {probability, reward, state_of(to), terminated});
      }
    }
  }
  std::vector<double> start(table.states());
  start[state_of(map_.find_one("S", "start"))] = 1;
  table.set_start(std::move(start));
  return table;
}

void CellWorld::draw(Canvas& canvas) const {
  cells::open(canvas, map_.height(), map_.width());
  for (int y = 0; y < map_.height(); ++y) {
    for (int x = 0; x < map_.width(); ++x) cells::fill(canvas, map_.height(), y, x, color_of(map_[{x, y}]));
  }
  cells::walker(canvas, map_.height(), position().y, position().x);
}

}  // namespace gymkhana
