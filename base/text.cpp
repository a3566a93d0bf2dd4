#include "base/text.h"

#include <fmt/core.h>

namespace gymkhana {

std::string with_commas(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::ptrdiff_t at = static_cast<std::ptrdiff_t>(text.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3) {
    text.insert(static_cast<std::size_t>(at), ",");
  }
  return text;
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  const std::int64_t hours = whole / 3600, minutes = whole / 60 % 60, rest = whole % 60;
  return hours > 0 ? fmt::format("{}:{:02}:{:02}", hours, minutes, rest)
                   : fmt::format("{}:{:02}", minutes, rest);
}

std::string cut_to(const std::string& text, std::size_t width) {
  const auto begins_letter = [](char byte) { return (byte & 0xC0) != 0x80; };
  std::size_t letters = 0, end = 0;
  for (; end < text.size(); ++end) {
    letters += begins_letter(text[end]);
    if (letters > width) break;
  }
  return text.substr(0, end);
}

}  // namespace gymkhana
