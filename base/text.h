// Small pieces of text for people.
#pragma once

#include <cstdint>
#include <string>

namespace gymkhana {

/// Words in a row: "ppo, a2c, dqn".
template <class Words>
std::string join(const Words& words, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

/// 1234567 -> "1,234,567".
std::string with_commas(std::int64_t number);

/// A duration as "m:ss" or "h:mm:ss".
std::string clock_time(double seconds);

/// At most `width` letters of a text in UTF-8.
std::string cut_to(const std::string& text, std::size_t width);

}  // namespace gymkhana
