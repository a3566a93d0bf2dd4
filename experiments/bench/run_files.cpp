#include "experiments/bench/run_files.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "envs/core/error.h"
#include "experiments/files.h"
#include "experiments/preset.h"
#include "experiments/run_directory.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

std::string value_of(const Settings& settings, const std::string& key) {
  for (const auto& [name, value] : settings) {
    if (name == key) return value;
  }
  return "nothing";
}

// Of the text of a config.ini. What a preset promises is no part of a run: it is written when runs are done.
Settings settings_of_run(const std::string& text, const std::string& where) {
  Settings settings = parse_ini(text, where);
  std::erase_if(settings, [](const auto& setting) { return setting.first.starts_with("expect."); });
  return settings;
}

void check_settings(const RunDirectory& directory, const Experiment& experiment) {
  const std::string config = directory.config();
  const Settings there = settings_of_run(read_file(config), config);
  const Settings wanted = settings_of_run(to_ini(experiment), config);
  if (there == wanted) return;
  Settings both = wanted;
  both.insert(both.end(), there.begin(), there.end());
  for (const auto& [key, value] : both) {
    const std::string before = value_of(there, key), now = value_of(wanted, key);
    if (before == now) continue;
    throw Error("\"" + directory.path().string() + "\" was run with " + key + " = " + before +
                ", now it is " + now + "; name another --directory");
  }
}

// Whether the last checkpoint is that of the end: result.json is written just before it.
bool trained(const RunDirectory& directory) {
  const std::vector<std::int64_t> checkpoints = directory.checkpoints();
  if (checkpoints.empty() || !fs::exists(directory.result())) return false;
  const auto result = nlohmann::json::parse(read_file(directory.result()), nullptr, false);
  return result.is_object() && result.value("timesteps", std::int64_t{-1}) == checkpoints.back();
}

std::string tail(const fs::path& path, std::streamoff bytes) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return "";
  file.seekg(std::max<std::streamoff>(file.tellg() - bytes, 0));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The last line that is not empty.
std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of('\n');
  if (end == std::string::npos) return "";
  const std::size_t begin = text.find_last_of('\n', end) + 1;  // 0 when there is none
  return text.substr(begin, end + 1 - begin);
}

}  // namespace

Stage stage_of(const BenchRun& run) {
  if (!fs::exists(run.directory / "config.ini")) return Stage::train;
  const RunDirectory directory = RunDirectory::open(run.directory);
  check_settings(directory, run.experiment);
  if (trained(directory)) return fs::exists(score_of(run.directory)) ? Stage::done : Stage::score;
  if (fs::exists(directory.failure())) return Stage::failed;
  return directory.checkpoints().empty() ? Stage::train : Stage::resume;
}

std::vector<std::string> command(const BenchRun& run, Stage stage) {
  const std::string directory = run.directory;
  if (stage == Stage::train) return run.words;
  if (stage == Stage::resume) return {"resume", directory, "--workers=1"};
  return {"eval",
          directory,
          "--checkpoint=last",
          "--seed=" + std::to_string(run.seed),
          "--workers=1",
          "--out=" + score_of(directory).string()};
}

fs::path log_of(const BenchRun& run) {
  return run.directory.string() + ".log";
}

fs::path score_of(const fs::path& run_directory) {
  return run_directory / "score.json";
}

std::int64_t steps_so_far(const BenchRun& run) {
  const std::string line = last_line(tail(run.directory / "progress.csv", 4096));
  return std::atoll(line.c_str());  // 0 for the header
}

std::string last_words(const BenchRun& run, const std::string& otherwise) {
  const std::string line = last_line(tail(log_of(run), 4096));
  const std::string prefix = "gymkhana: ";
  if (line.empty()) return otherwise;
  return line.starts_with(prefix) ? line.substr(prefix.size()) : otherwise + "; last words: " + line;
}

}  // namespace gymkhana
