#include "envs/core/wrappers/wrap.h"

#include <algorithm>

namespace gymkhana {

const std::vector<WrapperEntry>& standard_wrappers() {
  static const std::vector<WrapperEntry> table = {};
  return table;
}

WrappedEnv wrap(std::unique_ptr<Env> world, const Settings& wrappers) {
  auto limited = std::make_unique<TimeLimit>(std::move(world));
  TimeLimit& limit = *limited;
  std::unique_ptr<Env> env = std::move(limited);
  for (const auto& [name, value] : wrappers) {
    const auto& table = standard_wrappers();
    const auto entry =
        std::find_if(table.begin(), table.end(), [&](const auto& line) { return line.name == name; });
    if (entry == table.end()) {
      std::vector<std::string> names;
      for (const WrapperEntry& line : table) names.push_back(line.name);
      throw unknown_word("wrapper", name, names);
    }
    env = entry->make(std::move(env), value);
  }
  return {std::move(env), limit};
}

}  // namespace gymkhana
