#include "envs/core/fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/error.h"

namespace gymkhana {
namespace {

template <class T>
void parse_number(const std::string& text, T& value, const char* expected) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    throw Error(std::string("expected ") + expected);
}

void parse_whole(const std::string& text, std::int64_t& value, double limit) {
  double number = 0;
  parse_number(text, number, "a whole number");
  if (number != std::floor(number)) throw Error("expected a whole number");
  if (std::abs(number) > limit) throw Error("must not be beyond " + print(limit));
  value = static_cast<std::int64_t>(number);
}

template <class T>
std::string print_number(T value) {
  char text[64];
  const auto result = std::to_chars(text, text + sizeof text, value);
  return {text, result.ptr};
}

}  // namespace

bool Range::contains(double value) const {
  return (open_low ? value > low : value >= low) && (open_high ? value < high : value <= high);
}

std::string Range::to_string() const {
  const bool below = std::isfinite(low), above = std::isfinite(high);
  if (below && above) {
    return (open_low ? "(" : "[") + print(low) + ", " + print(high) + (open_high ? ")" : "]");
  }
  if (below) return (open_low ? "> " : ">= ") + print(low);
  if (above) return (open_high ? "< " : "<= ") + print(high);
  return "";
}

void parse(const std::string& text, bool& value) {
  if (text == "true" || text == "True" || text == "1") {
    value = true;
  } else if (text == "false" || text == "False" || text == "0") {
    value = false;
  } else {
    throw Error("expected true or false");
  }
}

void parse(const std::string& text, std::int64_t& value) {
  parse_whole(text, value, 9e15);
}

void parse(const std::string& text, int& value) {
  std::int64_t wide = 0;
  parse_whole(text, wide, std::numeric_limits<int>::max());
  value = static_cast<int>(wide);
}

void parse(const std::string& text, double& value) {
  parse_number(text, value, "a number");
}
void parse(const std::string& text, float& value) {
  parse_number(text, value, "a number");
}
void parse(const std::string& text, std::string& value) {
  value = text;
}

void parse(const std::string& text, std::vector<int>& value) {
  value.clear();
  if (text.empty()) return;
  if (text.find_first_of("[]()") != std::string::npos)
    throw Error("expected whole numbers with commas between them and no brackets, such as 64,64");
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t comma = std::min(text.find(',', begin), text.size());
    const std::size_t first = std::min(text.find_first_not_of(' ', begin), comma);
    if (first == comma) throw Error("expected a whole number before and after each comma");
    parse(text.substr(first, comma - first), value.emplace_back());
    begin = comma + 1;
  }
}

std::string print(bool value) {
  return value ? "true" : "false";
}
std::string print(std::int64_t value) {
  return std::to_string(value);
}
std::string print(double value) {
  return print_number(value);
}
std::string print(float value) {
  return print_number(value);
}
std::string print(const std::string& value) {
  return value;
}

std::string print(const std::vector<int>& value) {
  std::string text;
  for (const int number : value) text += (text.empty() ? "" : ",") + std::to_string(number);
  return text;
}

void check_range(double value, const Range& range) {
  if (std::isinf(value) && !range.infinite) throw Error("must be finite");
  if (range.contains(value)) return;
  if (range.to_string().empty()) throw Error("expected a number");
  const bool interval = std::isfinite(range.low) && std::isfinite(range.high);
  throw Error((interval ? "must be in " : "must be ") + range.to_string());
}

Field choice(std::string name, std::string& value, std::vector<std::string> choices, std::string help) {
  std::string allowed;
  for (const std::string& word : choices) allowed += (allowed.empty() ? "" : "|") + word;
  const auto set = [&value, choices = std::move(choices)](const std::string& text) {
    if (std::find(choices.begin(), choices.end(), text) == choices.end()) {
      throw unknown_word("choice", text, choices);
    }
    value = text;
  };
  return {std::move(name), "text", std::move(help), std::move(allowed), [&value] { return value; }, set};
}

void set_field(Fields& fields, const std::string& owner, const std::string& name, const std::string& value) {
  std::vector<std::string> names;
  for (Field& field : fields) {
    if (field.name != name) {
      names.push_back(field.name);
      continue;
    }
    try {
      field.set(value);
      return;
    } catch (const Error& reason) {
      throw Error(owner + ": " + name + " = \"" + value + "\": " + reason.what() + " (" + field.help + ")");
    }
  }
  throw unknown_word("setting of " + owner, name, names);
}

Settings to_settings(const Fields& fields) {
  Settings settings;
  for (const Field& field : fields) settings.emplace_back(field.name, field.get());
  return settings;
}

}  // namespace gymkhana
