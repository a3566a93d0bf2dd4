#include "viz/commands.h"

#include <algorithm>
#include <utility>

namespace gymkhana::viz {

std::optional<Order> order_of(const std::string& key) {
  static const std::vector<std::pair<std::string, Command>> table = {
      {"space", Command::pause},     {"p", Command::pause},          {"s", Command::step},
      {"f5", Command::step},         {"plus", Command::faster},      {"minus", Command::slower},
      {"r", Command::reset},         {"n", Command::next_seed},      {"shift", Command::take_over},
      {"f2", Command::take_over},    {"tab", Command::next_overlay}, {"f3", Command::next_overlay},
      {"comma", Command::wind_back}, {"period", Command::wind_on},   {"home", Command::wind_to_start},
      {"end", Command::wind_to_end}, {"t", Command::toggle_tiles},   {"d", Command::toggle_theme},
      {"f1", Command::help},         {"f12", Command::screenshot},   {"q", Command::close},
      {"escape", Command::close},
  };
  const bool digit = key.size() == 1 && key[0] >= '0' && key[0] <= '9';
  if (digit) return Order{Command::choose_slot, key[0] == '0' ? 9 : key[0] - '1'};
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& line) { return line.first == key; });
  if (found == table.end()) return std::nullopt;
  return Order{found->second};
}

const std::vector<HelpLine>& key_help() {
  static const std::vector<HelpLine> lines = {
      {"space, P", "pause"},
      {"S, F5", "one step"},
      {"+ -", "faster, slower"},
      {", .", "wind back, forth; or drag the bar below"},
      {"home, end", "wind to the start, to the end"},
      {"R", "begin again"},
      {"N", "next seed"},
      {"shift, F2", "take over, give back"},
      {"tab, F3", "next panels"},
      {"1 ... 0", "choose a world"},
      {"T", "one world, all worlds"},
      {"D", "light or dark"},
      {"F12", "save a picture"},
      {"Q", "close"},
  };
  return lines;
}

}  // namespace gymkhana::viz
