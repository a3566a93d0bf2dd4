// Words in a row: "ppo, a2c, dqn".
#pragma once

#include <string>

namespace gymkhana {

template <class Words>
std::string join(const Words& words, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

}  // namespace gymkhana
