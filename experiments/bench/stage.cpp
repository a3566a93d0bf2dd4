#include "experiments/bench/stage.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "base/aside_file.h"
#include "base/error.h"
#include "base/files.h"
#include "experiments/run/finished_run.h"
#include "experiments/run/logs/csv_table.h"
#include "experiments/run/logs/progress_csv.h"
#include "experiments/run/run_directory.h"
#include "experiments/settings/preset.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

std::string value_of(const Settings& settings, const std::string& key) {
  for (const auto& [name, value] : settings) {
    if (name == key) return value;
  }
  return "nothing";
}

// What a preset promises is no part of a run: it is written when runs are done.
Settings settings_of(Experiment experiment) {
  experiment.expect = {};
  return parse_ini(to_ini(experiment), "");
}

/// The settings that a run's directory was made with, and those that it should have.
struct BothSettings {
  Settings there, wanted;
};

// Settings that are younger than the run have their defaults in it.
BothSettings both_settings(const Registry& registry, const BenchRun& run) {
  return {settings_of(RunDirectory::open(run.directory).experiment(registry)), settings_of(run.experiment)};
}

Error damaged(const fs::path& path) {
  return Error("\"" + path.string() + "\" is damaged; remove the run's folder, and it is run again");
}

// Whether the last checkpoint is that of the end: result.json is written just before it. Where a result is
// and no checkpoint, somebody has tidied up.
bool trained(const RunDirectory& directory, std::int64_t steps) {
  const std::vector<std::int64_t> checkpoints = directory.checkpoints();
  const bool complete = !checkpoints.empty() && checkpoints.back() >= steps;
  if (!fs::exists(directory.result()) && !complete) return false;
  if (!fs::is_regular_file(directory.result())) throw damaged(directory.result());
  const auto result = nlohmann::json::parse(read_file(directory.result()), nullptr, false);
  const auto end = result.is_object() ? result.find("timesteps") : result.end();
  if (end == result.end() || !end->is_number()) throw damaged(directory.result());
  return checkpoints.empty() || *end == checkpoints.back();
}

// What is no score is written anew.
bool is_scored(const fs::path& directory) {
  const fs::path file = score_of(directory);
  if (!fs::is_regular_file(file)) return false;
  const auto score = nlohmann::json::parse(read_file(file), nullptr, false);
  const auto told = [&score](const char* key) { return score.contains(key) && score[key].is_number(); };
  return told("mean_reward") && told("standard_error") && told("episodes");
}

// Nothing, or what a process that was killed had just begun to write.
bool holds_nothing(const fs::path& directory) {
  if (!fs::exists(directory)) return true;
  if (!fs::is_directory(directory)) return false;
  const auto half_written = [](const fs::directory_entry& entry) {
    const fs::path& path = entry.path();
    return is_aside_name(path) || (path.filename() == "checkpoints" && holds_nothing(path));
  };
  return std::all_of(fs::directory_iterator(directory), {}, half_written);
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

void refuse_other_settings(const Registry& registry, const BenchRun& run) {
  if (!fs::is_regular_file(run.directory / "config.ini")) return;
  BothSettings both;
  try {
    both = both_settings(registry, run);
  } catch (const Error&) {
    return;
  }
  for (const auto& [key, before] : both.there) {
    const std::string now = value_of(both.wanted, key);
    if (before == now) continue;
    throw Error("\"" + run.directory.string() + "\" was run with " + key + " = " + before + ", now it is " +
                now + "; name another --directory");
  }
}

Stage stage_of(const Registry& registry, const BenchRun& run) {
  if (!fs::exists(run.directory / "config.ini")) {
    if (holds_nothing(run.directory)) return Stage::train;
    throw Error("\"" + run.directory.string() +
                "\" has no config.ini, so it is no run; move it away, or name another --directory");
  }
  const RunDirectory directory = RunDirectory::open(run.directory);
  const BothSettings both = both_settings(registry, run);
  if (both.there != both.wanted) throw damaged(directory.config());
  if (trained(directory, run.experiment.train.n_timesteps))
    return is_scored(run.directory) ? Stage::done : Stage::score;
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

RunProgress progress_of(const BenchRun& run) {
  const fs::path path = run.directory / "progress.csv";
  if (!fs::is_regular_file(path)) return {};
  const std::vector<std::string> columns = csv_columns(path), cells = csv_cells(last_line(tail(path, 4096)));
  const auto number = [&](const char* name) {
    const std::size_t column = std::find(columns.begin(), columns.end(), name) - columns.begin();
    return column < cells.size() ? std::atof(cells[column].c_str()) : 0;  // 0 for the header
  };
  return {static_cast<std::int64_t>(number(kStepsColumn)), number(kSecondsColumn)};
}

std::string last_words(const BenchRun& run, std::uintmax_t from, const std::string& otherwise) {
  const auto since = static_cast<std::streamoff>(size_of(log_of(run)) - from);
  const std::string line = last_line(tail(log_of(run), std::min<std::streamoff>(since, 4096)));
  const std::string prefix = "gymkhana: ";
  if (line.empty()) return otherwise;
  return line.starts_with(prefix) ? line.substr(prefix.size()) : otherwise + "; last words: " + line;
}

}  // namespace gymkhana
