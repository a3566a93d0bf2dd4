#include "experiments/trace/trace_file.h"

#include <algorithm>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"

namespace gymkhana {
namespace {

using nlohmann::json;

constexpr const char* kMend = "; write a list of actions such as [0, 1, 1], or give what trace printed";

Error fault(const std::string& path, const std::string& what) {
  return Error("\"" + path + "\" " + what);
}

json parse_file(const std::string& path) {
  constexpr int deepest = 16;  // a recording's numbers lie in 6 lists and objects
  const std::string text = read_file(path);
  const auto check_depth = [&path](int depth, json::parse_event_t, json&) {
    if (depth > deepest)
      throw fault(path, std::string("holds lists within lists, too deep for any action") + kMend);
    return true;
  };
  try {
    return json::parse(text, check_depth);
  } catch (const json::parse_error& error) {
    const std::size_t end = std::min(error.byte > 0 ? error.byte - 1 : 0, text.size());
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n') + 1;
    throw fault(path, "is not JSON from line " + std::to_string(line) + ", byte " +
                          std::to_string(error.byte) + " on" + kMend);
  } catch (const json::out_of_range&) {
    throw fault(path, "holds a number too large for any action");
  }
}

std::vector<double> read_action(const json& action, const std::string& path, std::size_t index) {
  const json numbers = action.is_array() ? action : json::array({action});
  std::vector<double> values;
  for (const json& number : numbers) {
    if (!number.is_number()) {
      throw fault(path, "has " + action.dump() + " as action " + std::to_string(index) +
                            "; an action is a number or a list of numbers");
    }
    values.push_back(number.get<double>());
  }
  return values;
}

std::vector<std::vector<double>> read_list(const json& list, const std::string& path) {
  std::vector<std::vector<double>> actions;
  for (const json& action : list) actions.push_back(read_action(action, path, actions.size()));
  return actions;
}

// Resets stand among the steps and took no action.
RecordedRun read_run(const json& run, const std::string& path) {
  const json& seed = run.at("seed");
  if (!seed.is_number_unsigned()) {
    throw fault(path, "has \"seed\": " + seed.dump() + "; a seed is a whole number from 0 on");
  }
  json actions = json::array();
  for (const json& step : run.at("steps")) {
    if (step.at(0) != "reset") actions.push_back(step.at(0));
  }
  return {seed.get<std::uint64_t>(), read_list(actions, path)};
}

std::string setting_text(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  const std::string text = value.dump();
  return value.is_array() ? text.substr(1, text.size() - 2) : text;
}

// null stands for an option that was left at its default.
Settings read_options(const json& kwargs) {
  Settings options;
  for (const auto& [name, value] : kwargs.items()) {
    if (!value.is_null()) options.emplace_back(name, setting_text(value));
  }
  return options;
}

// Pairs of name and value, in order.
Settings read_wrappers(const json& pairs) {
  Settings wrappers;
  for (const json& pair : pairs) {
    wrappers.emplace_back(pair.at(0).get<std::string>(), pair.at(1).get<std::string>());
  }
  return wrappers;
}

}  // namespace

Recording read_recording(const std::string& path) {
  if (!std::filesystem::is_regular_file(path)) {
    throw Error(not_a_file(path) + "; wanted is a recording, or a JSON list of actions");
  }
  const json content = parse_file(path);
  if (content.is_array()) return {.env = "", .runs = {{0, read_list(content, path)}}};
  if (!content.is_object()) throw fault(path, std::string("holds no list of actions") + kMend);
  Recording recording;
  try {
    recording.env = content.at("env").get<std::string>();
    recording.options = read_options(content.value("kwargs", json::object()));
    recording.wrappers = read_wrappers(content.value("wrappers", json::array()));
    for (const json& run : content.at("runs")) recording.runs.push_back(read_run(run, path));
  } catch (const json::exception&) {
    throw fault(path, R"(is no recording: it lacks "env", or "runs" with "seed" and "steps")");
  }
  if (recording.runs.empty()) throw fault(path, "is a recording without runs");
  return recording;
}

}  // namespace gymkhana
