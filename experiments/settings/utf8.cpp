#include "experiments/settings/utf8.h"

#include <nlohmann/json.hpp>

namespace gymkhana {

std::string printable(const std::string& text) {
  using nlohmann::json;
  const std::string valid = json::parse(json(text).dump(-1, ' ', false, json::error_handler_t::replace));
  std::string out;
  for (const char c : valid) {
    const bool control = (c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == '\x7f';
    out += control ? "\xEF\xBF\xBD" : std::string(1, c);
  }
  return out;
}

}  // namespace gymkhana
