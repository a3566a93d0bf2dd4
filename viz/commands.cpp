#include "viz/commands.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace gymkhana::viz {
namespace {

// Letters as they stand on keys.
std::string shown_name(const std::string& key) {
  if (key == "pageup") return "page up";
  if (key == "pagedown") return "page down";
  const bool capital = key.size() == 1 || (key[0] == 'f' && key.size() <= 3);
  std::string name = key;
  if (capital) name[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(name[0])));
  return name;
}

}  // namespace

std::optional<KeyCommand> command_for(const std::string& key) {
  static const std::vector<std::pair<std::string, Command>> table = {
      {"space", Command::pause},
      {"p", Command::pause},
      {"s", Command::step},
      {"f5", Command::step},
      {"plus", Command::faster},
      {"minus", Command::slower},
      {"r", Command::reset},
      {"n", Command::next_seed},
      {"shift", Command::take_over},
      {"f2", Command::take_over},
      {"tab", Command::next_overlay},
      {"f3", Command::next_overlay},
      {"comma", Command::seek_back},
      {"period", Command::seek_forward},
      {"home", Command::seek_to_start},
      {"end", Command::seek_to_end},
      {"t", Command::toggle_tiles},
      {"d", Command::toggle_theme},
      {"f1", Command::help},
      {"f12", Command::screenshot},
      {"q", Command::close},
      {"escape", Command::close},
      {"f4", Command::toggle_theme},
      {"pageup", Command::previous_slot},
      {"pagedown", Command::next_slot},
  };
  const bool digit = key.size() == 1 && key[0] >= '0' && key[0] <= '9';
  if (digit) return KeyCommand{Command::choose_slot, key[0] == '0' ? 9 : key[0] - '1'};
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& line) { return line.first == key; });
  if (found == table.end()) return std::nullopt;
  return KeyCommand{found->second};
}

std::vector<HelpLine> key_help(const std::vector<std::string>& taken, bool agent, bool several) {
  struct Line {
    std::vector<const char*> keys;  // as command_for() knows them
    const char* meaning;
    bool applies = true;
  };
  const std::vector<Line> lines = {
      {{"f1"}, "close this list"},
      {{"space", "p"}, "pause"},
      {{"s", "f5"}, "one step"},
      {{"plus", "minus"}, "faster, slower"},
      {{"comma", "period"}, "one step back, forward; or drag the bar below"},
      {{"home", "end"}, "seek to the start, to the end"},
      {{"r"}, "restart"},
      {{"n"}, "next seed"},
      {{"shift", "f2"}, "take control, give it back", agent},
      {{"tab", "f3"}, "next panels"},
      {{"1 ... 9, 0"}, "choose environment 1 to 9, 10", several},
      {{"pageup", "pagedown"}, "choose the environment before, the next", several},
      {{"t"}, "one environment, all environments", several},
      {{"d", "f4"}, "light or dark"},
      {{"f12"}, "save a picture"},
      {{"q", "escape"}, "close the window"},
  };
  std::vector<HelpLine> help;
  for (const Line& line : lines) {
    if (!line.applies) continue;
    std::string names;
    for (const std::string key : line.keys) {
      if (std::ranges::find(taken, key) != taken.end()) continue;
      names += (names.empty() ? "" : ", ") + shown_name(key);
    }
    if (!names.empty()) help.push_back({names, line.meaning});
  }
  return help;
}

}  // namespace gymkhana::viz
