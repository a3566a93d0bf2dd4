#include "envs/grid/cell_world.h"

#include "envs/core/picture/cell_picture.h"

namespace gymkhana {
namespace {

std::vector<CellLetter> all_letters(const CellRules& rules) {
  std::vector<CellLetter> letters = {{'#', "wall", palette::slate},
                                     {'S', "start", palette::sky},
                                     {'G', "goal", palette::green},
                                     {'-', "bad cell", palette::red},
                                     {'.', "free", palette::mist}};
  letters.insert(letters.end(), rules.letters.begin(), rules.letters.end());
  return letters;
}

LetterMap map_of(const CellRules& rules) {
  std::vector<LetterMap::Meaning> meanings;
  for (const CellLetter& each : all_letters(rules)) meanings.push_back({each.letter, each.name});
  return LetterMap(rules.map, meanings);
}

EnvSpec describe(const CellRules& rules, const LetterMap& map) {
  EnvSpec spec{.observation = Discrete{map.width() * map.height()},
               .action = Discrete{static_cast<int>(rules.actions.size())},
               .render_fps = 8,
               .action_names = rules.actions,
               .action_mask = static_cast<bool>(rules.of_use)};
  for (std::size_t i = 0; i < rules.keys.size(); ++i) {
    spec.keys.push_back({rules.keys[i], {static_cast<float>(i)}});
  }
  return spec;
}

}  // namespace

Position walk(const LetterMap& map, Position from, Position step) {
  const Position to = from + step;
  return map.all().contains(to) && map[to] != '#' ? to : from;
}

CellWorld::CellWorld(const CellRules& rules)
    : Env(describe(rules, map_of(rules))),
      letters_(all_letters(rules)),
      map_(map_of(rules)),
      by_columns_(rules.count_down_columns),
      walk_(std::make_shared<const TransitionTable>(make_table(rules))) {}

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
      for (const auto& [to, reward, terminated, probability, truncated] :
           rules.outcomes(map_, from, action)) {
        table.add(state, action, {probability, reward, state_of(to), terminated, truncated});
      }
    }
  }
  std::vector<double> start(table.states());
  start[state_of(map_.find_one("S", "start"))] = 1;
  table.set_start(std::move(start));
  if (rules.of_use) table.set_masks(masks(rules));
  table.check();
  return table;
}

std::vector<std::uint8_t> CellWorld::masks(const CellRules& rules) const {
  std::vector<std::uint8_t> masks;
  for (int state = 0; state < map_.width() * map_.height(); ++state) {
    for (int action = 0; action < static_cast<int>(rules.actions.size()); ++action) {
      masks.push_back(rules.of_use(map_, position_of(state), action));
    }
  }
  return masks;
}

Color CellWorld::color_of(char letter) const {
  return std::ranges::find(letters_, letter, &CellLetter::letter)->color;
}

std::optional<Point> CellWorld::place_of(int state) const {
  const Position p = position_of(state);
  if (map_[p] == '#') return std::nullopt;
  return cells::centre(map_.height(), p.y, p.x);
}

void CellWorld::draw(Canvas& canvas) const {
  cells::open(canvas, map_.height(), map_.width());
  for (int y = 0; y < map_.height(); ++y) {
    for (int x = 0; x < map_.width(); ++x) cells::fill(canvas, map_.height(), y, x, color_of(map_[{x, y}]));
  }
  const Position here = position_of(walk_.state());
  cells::walker(canvas, map_.height(), here.y, here.x);
}

}  // namespace gymkhana
