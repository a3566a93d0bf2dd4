#include "experiments/report/monitor_curve.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <fstream>

#include "envs/core/error.h"
#include "envs/core/fields.h"
#include "experiments/logs/csv_table.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWindow = 100;  // episodes

/// A finished training episode.
struct Ended {
  double time, length, total;
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

void read_episodes(const fs::path& file, std::vector<Ended>& episodes, MonitorCurve& result) {
  std::string head;
  std::getline(std::ifstream(file) >> std::ws, head);
  const std::string id = head_value(head, "env_id");
  if (!id.empty() && id != "None" && id != "null") result.env = id;
  const CsvTable table = read_csv(file);
  const auto total = table.column("r"), length = table.column("l"), time = table.column("t");
  if (!total || !length || !time) throw Error("\"" + file.string() + "\" lacks one of the columns r, l, t");
  const double offset = start_of(head, file);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const Ended ended{offset + table.number(row, *time), table.number(row, *length),
                      table.number(row, *total)};
    if (std::isfinite(ended.time) && std::isfinite(ended.total) && ended.length > 0) {
      episodes.push_back(ended);
    } else {
      ++result.skipped;
    }
  }
}

}  // namespace

bool is_monitor(const fs::path& path) {
  return path.filename().string().ends_with("monitor.csv");
}

std::vector<fs::path> monitors_in(const fs::path& directory) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    if (is_monitor(entry.path())) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

MonitorCurve read_monitors(const std::vector<fs::path>& files) {
  MonitorCurve result;
  std::vector<Ended> episodes;
  for (const fs::path& file : files) read_episodes(file, episodes, result);
  std::stable_sort(episodes.begin(), episodes.end(),
                   [](const Ended& a, const Ended& b) { return a.time < b.time; });
  std::deque<double> window;
  double steps = 0, sum = 0;
  for (const Ended& episode : episodes) {
    steps += episode.length;
    sum += episode.total;
    window.push_back(episode.total);
    if (window.size() > kWindow) {
      sum -= window.front();
      window.pop_front();
    }
    result.curve.add(steps, sum / static_cast<double>(window.size()), episode.time - episodes.front().time);
  }
  return result;
}

}  // namespace gymkhana
