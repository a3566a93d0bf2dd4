#include "base/utf8.h"

#include <algorithm>
#include <string_view>

namespace gymkhana {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// Bytes of the character that `text` begins with; 0 when it begins with none (Unicode 15.0, table 3-7).
std::size_t first_character(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0; };
  const int lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t size = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  // Neither longer than needed, nor a surrogate, nor beyond U+10FFFF.
  const int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  for (std::size_t i = 1; i < size; ++i) {
    const bool second = i == 1;
    if (byte(i) < (second ? low : 0x80) || byte(i) > (second ? high : 0xBF)) return 0;
  }
  return size;
}

bool is_control(char c) {
  return (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\x7f';
}

}  // namespace

std::string printable(const std::string& text) {
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t size = first_character(rest);
    out += size == 0 || is_control(rest[0]) ? kReplacement : rest.substr(0, size);
    rest.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

}  // namespace gymkhana
