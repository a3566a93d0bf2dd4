#include "experiments/curves/monitor_curve.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <fstream>
#include <map>

#include "base/error.h"
#include "base/text.h"
#include "envs/core/fields.h"
#include "experiments/run/logs/csv_table.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWindow = 100;  // episodes

/// A finished training episode.
struct Ended {
  double time, length, total;
};

/// What one file holds, or all files of one environment.
struct Episodes {
  std::string env;
  std::vector<Ended> ended;
  int skipped = 0;
};

// What a monitor file's first line says: #{"t_start": 1.5, "env_id": "CartPole-v1"}.
std::string head_value(const std::string& head, const std::string& key) {
  const std::size_t at = head.find("\"" + key + "\":");
  if (at == std::string::npos) return "";
  const std::size_t begin = head.find_first_not_of(" \"", at + key.size() + 3);
  return begin == std::string::npos ? "" : head.substr(begin, head.find_first_of("\",}", begin) - begin);
}

double start_of(const std::string& head, const fs::path& file) {
  const std::string text = head_value(head, "t_start");
  double start = 0;
  try {
    if (!text.empty()) parse(text, start);
  } catch (const Error&) {
    throw Error("\"" + file.string() + "\": t_start = " + text + " is no time");
  }
  return start;
}

void check_columns(const fs::path& file) {
  const std::vector<std::string> columns = csv_columns(file);
  for (const char* needed : {"r", "l", "t"}) {
    if (std::find(columns.begin(), columns.end(), needed) != columns.end()) continue;
    throw Error("\"" + file.string() + "\" is no monitor file: the column \"" + needed +
                "\" is missing; one has a row per episode, with its return r, length l and time t");
  }
}

Ended episode_of(const CsvTable& table, std::size_t row, const fs::path& file) {
  try {
    return {table.number(row, *table.column("t")), table.number(row, *table.column("l")),
            table.number(row, *table.column("r"))};
  } catch (const Error& error) {
    throw Error("\"" + file.string() + "\", " + error.what());
  }
}

Episodes read_monitor(const fs::path& file) {
  check_columns(file);
  std::string head;
  std::getline(std::ifstream(file) >> std::ws, head);
  Episodes result;
  const std::string id = head_value(head, "env_id");
  if (id != "None" && id != "null") result.env = id;
  double start = start_of(head, file), latest = start;
  const CsvTable table = read_csv(file);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    Ended ended = episode_of(table, row, file);
    const bool whole = std::isfinite(ended.time) && std::isfinite(ended.total) &&
                       std::isfinite(ended.length) && ended.length > 0;
    if (!whole) {
      ++result.skipped;
      continue;
    }
    start += std::max(latest - start - ended.time, 0.0);  // of who appends to a file, the clock begins anew
    latest = ended.time += start;
    result.ended.push_back(ended);
  }
  return result;
}

void add(const Episodes& some, Episodes& all) {
  all.ended.insert(all.ended.end(), some.ended.begin(), some.ended.end());
  all.skipped += some.skipped;
}

// By environment; files that tell none belong to the only environment that others tell.
std::vector<Episodes> envs_in(const std::vector<fs::path>& files, std::vector<std::string>& faults) {
  std::map<std::string, Episodes> envs;
  for (const fs::path& file : files) {
    try {
      const Episodes read = read_monitor(file);
      envs[read.env].env = read.env;
      add(read, envs[read.env]);
    } catch (const Error& error) {
      faults.emplace_back(error.what());
    }
  }
  if (envs.size() == 2 && envs.contains("")) {
    add(envs.at(""), envs.rbegin()->second);
    envs.erase("");
  }
  std::vector<Episodes> all;
  for (auto& [name, env] : envs) all.push_back(std::move(env));
  return all;
}

MonitorCurve curve_of(Episodes env) {
  MonitorCurve result{.curve = {}, .env = env.env, .skipped = env.skipped};
  std::stable_sort(env.ended.begin(), env.ended.end(),
                   [](const Ended& a, const Ended& b) { return a.time < b.time; });
  std::deque<double> window;
  double steps = 0, sum = 0;
  for (const Ended& episode : env.ended) {
    steps += episode.length;
    sum += episode.total;
    window.push_back(episode.total);
    if (window.size() > kWindow) {
      sum -= window.front();
      window.pop_front();
    }
    result.curve.add(steps, sum / static_cast<double>(window.size()), episode.time - env.ended.front().time);
  }
  return result;
}

}  // namespace

bool is_monitor(const fs::path& path) {
  return path.filename().string().ends_with("monitor.csv");
}

std::vector<fs::path> monitors_in(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    if (is_monitor(entry.path()) && !entry.is_directory()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Monitors read_monitors(const std::vector<fs::path>& files) {
  Monitors result;
  for (Episodes& env : envs_in(files, result.faults)) result.curves.push_back(curve_of(std::move(env)));
  if (result.curves.empty()) throw Error(join(result.faults, "; "));
  return result;
}

}  // namespace gymkhana
