// One description of each setting: it feeds the command line, --help, presets and the saved configuration.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gymkhana {

/// Settings as text, in the order given: what a preset or a command line says.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// The values a number may take. Printed in errors and in --help.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool open_low = false;   ///< low itself is not allowed
  bool open_high = false;  ///< high itself is not allowed
  bool infinite = false;   ///< infinity is a value too

  bool contains(double value) const;
  std::string to_string() const;  ///< "[0, 1]", "> 0", ">= 1"; empty when anything goes
};

inline Range between(double low, double high) {
  return {low, high};
}
inline Range at_least(double low) {
  return {.low = low};
}
inline Range above(double low) {
  return {.low = low, .open_low = true};
}

/// What depends on a setting.
enum class Decides {
  learning,  ///< what is learned, whatever the number of steps: runs that differ in it are different
             ///< experiments
  course,    ///< how long a run goes on, and when it evaluates, saves and logs: may change when it is resumed
  place,     ///< names and folders
  nothing,   ///< of its own: it is a short form of other settings
};

/// One setting of a configuration: a name, what it means, and how to read and write it as text.
struct Field {
  std::string name;
  std::string type;     ///< "bool", "int", "float", "text", "list"
  std::string help;     ///< one line: meaning, unit, why this default
  std::string allowed;  ///< the range or the choices, for --help; empty when anything goes
  std::function<std::string()> get;
  std::function<void(const std::string&)> set;  ///< throws Error that gives the reason only
  Decides decides = Decides::learning;
  bool discount = false;  ///< the agent's discount per step, which the scale of rewards depends on
};

using Fields = std::vector<Field>;

// Text to value and back. A type of one's own becomes a setting by adding these three functions beside it.
void parse(const std::string& text, bool& value);
void parse(const std::string& text, int& value);  ///< "100000" and "1e5" are the same
void parse(const std::string& text, std::int64_t& value);
void parse(const std::string& text, double& value);
void parse(const std::string& text, float& value);
void parse(const std::string& text, std::string& value);
void parse(const std::string& text, std::vector<int>& value);  ///< "64,64"; empty text is an empty list

std::string print(bool value);
std::string print(std::int64_t value);
inline std::string print(int value) {
  return print(static_cast<std::int64_t>(value));
}
std::string print(double value);  ///< the shortest text that reads back as the same number
std::string print(float value);
std::string print(const std::string& value);
std::string print(const std::vector<int>& value);

inline std::string type_name(bool) {
  return "bool";
}
inline std::string type_name(int) {
  return "int";
}
inline std::string type_name(std::int64_t) {
  return "int";
}
inline std::string type_name(double) {
  return "float";
}
inline std::string type_name(float) {
  return "float";
}
inline std::string type_name(const std::string&) {
  return "text";
}
inline std::string type_name(const std::vector<int>&) {
  return "list";
}

void check_range(double value, const Range& range);  ///< throws Error "must be in RANGE"

/// Describes `value`, which must outlive the field.
template <class T>
Field field(std::string name, T& value, std::string help, Range range = {}) {
  const auto set = [&value, range](const std::string& text) {
    T parsed{};
    parse(text, parsed);
    if constexpr (std::is_same_v<T, std::vector<int>>) {
      for (const int number : parsed) check_range(number, range);
    } else if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) {
      check_range(static_cast<double>(parsed), range);
    }
    value = std::move(parsed);
  };
  return {std::move(name),
          type_name(value),
          std::move(help),
          range.to_string(),
          [&value] { return print(value); },
          set};
}

/// The field, of which something else depends than what is learned.
inline Field deciding(Decides what, Field field) {
  field.decides = what;
  return field;
}

/// A text setting that must be one of `choices`.
Field choice(std::string name, std::string& value, std::vector<std::string> choices, std::string help);

/// Sets the field `name`; Error names the setting, the bad value, what is allowed, or the nearest known name.
/// `owner` says whose setting it is ("CartPole-v1", "ppo").
void set_field(Fields& fields, const std::string& owner, const std::string& name, const std::string& value);

/// All fields as text.
Settings to_settings(const Fields& fields);

}  // namespace gymkhana
