#include "experiments/run/logs/monitor_csv.h"

#include <charconv>
#include <cmath>
#include <fstream>

#include "base/clock.h"
#include "base/error.h"
#include "base/json_text.h"

namespace gymkhana {
namespace {

std::string rounded(double value) {
  return json_number(std::round(value * 1e6) / 1e6);
}

// The start time that an existing file's first line names; now, when there is no file.
double read_start(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file || file.peek() == std::ifstream::traits_type::eof()) return unix_time();
  std::string head;
  std::getline(file, head);
  const std::string key = "\"t_start\": ";
  const std::size_t at = head.find(key);
  double start = 0;
  const char* number = at == std::string::npos ? nullptr : head.data() + at + key.size();
  if (!number || std::from_chars(number, head.data() + head.size(), start).ec != std::errc())
    throw Error("\"" + path.string() +
                "\" is no monitor file: it names no t_start; move it away, and a new one is begun");
  return start;
}

}  // namespace

MonitorCsv::MonitorCsv(std::filesystem::path path, std::uint64_t size, const std::string& env,
                       const std::vector<std::string>& info)
    : start_(size > 0 ? read_start(path) : unix_time()), file_(path, size) {
  if (file_.size() > 0) return;
  file_.append("#{\"t_start\": " + json_number(start_) + ", \"env_id\": " + json_string(env) + "}\nr,l,t");
  for (const std::string& name : info) file_.append("," + name);
  file_.append("\n");
  file_.flush();
}

void MonitorCsv::write(const Episode& episode) {
  file_.append(rounded(episode.total_reward) + "," + std::to_string(episode.length) + "," +
               rounded(unix_time() - start_));
  for (const float value : episode.info) file_.append("," + json_number(value));
  file_.append("\n");
}

}  // namespace gymkhana
