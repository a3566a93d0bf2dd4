#include "experiments/run/run_directory.h"

#include <algorithm>
#include <charconv>

#include "base/aside_file.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/files.h"
#include "experiments/run/logs/monitor_csv.h"
#include "experiments/settings/preset.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kCheckpointBegin = "step_", kCheckpointEnd = ".safetensors";
constexpr std::string_view kEvents = "events.out.tfevents.";

// The number between `begin` and `end` in a file's name.
std::optional<std::int64_t> number_in(const fs::path& path, std::string_view begin, std::string_view end) {
  const std::string name = path.filename();
  if (!name.starts_with(begin) || !name.ends_with(end) || name.size() <= begin.size() + end.size()) return {};
  std::int64_t number = 0;
  const char* last = name.data() + name.size() - end.size();
  const auto [stop, error] = std::from_chars(name.data() + begin.size(), last, number);
  if (error != std::errc() || stop != last) return {};
  return number;
}

void make_directory(const fs::path& path) {
  std::error_code error;
  fs::create_directory(path, error);
  if (error) throw Error("cannot make the run directory \"" + path.string() + "\": " + error.message());
}

// What a run leaves that was killed before it had written its settings: folders, and files half written.
bool is_stillborn(const fs::path& path) {
  if (!fs::is_directory(path) || fs::is_symlink(path)) return false;
  bool checkpoints = false;
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    if (entry.path().filename() == "checkpoints" && entry.is_directory() && fs::is_empty(entry.path()))
      checkpoints = true;
    else if (!is_aside_name(entry.path()))
      return false;
  }
  return checkpoints;
}

// Makes the first free FOLDER/NAME_N; another process may be making one at the same time.
fs::path make_numbered(const fs::path& folder, const std::string& name) {
  make_folder(folder);
  std::int64_t last = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder.empty() ? "." : folder)) {
    last = std::max(last, number_in(entry.path(), name + "_", "").value_or(0));
  }
  for (;;) {
    const fs::path path = folder / (name + "_" + std::to_string(++last));
    std::error_code error;
    if (fs::create_directory(path, error)) return path;
    if (error) throw Error("cannot make the run directory \"" + path.string() + "\": " + error.message());
  }
}

}  // namespace

RunDirectory RunDirectory::create(const std::string& folder, const std::string& name,
                                  const std::string& explicit_path) {
  fs::path path = explicit_path;
  if (explicit_path.empty()) {
    path = make_numbered(folder, name);
  } else if (fs::exists(path) && !is_stillborn(path)) {
    const bool run = fs::exists(path / "config.ini");
    throw Error("\"" + explicit_path + "\" exists; name a new directory" +
                (run ? ", or go on with: resume " + explicit_path : ""));
  } else {
    make_folder(path.parent_path());
    fs::remove_all(path);  // of a stillborn run, if anything
    make_directory(path);
  }
  make_directory(path / "checkpoints");
  return RunDirectory(path);
}

RunDirectory RunDirectory::open(const std::string& path) {
  if (!fs::is_directory(path)) throw Error("there is no run directory \"" + path + "\"");
  RunDirectory directory{fs::path(path)};
  if (!fs::exists(directory.config())) {
    throw Error("\"" + path + "\" is no run directory: it holds no config.ini");
  }
  return directory;
}

Experiment RunDirectory::experiment(const Registry& registry) const {
  return resolve(registry, {{config(), parse_ini(read_file(config()), config())}});
}

fs::path RunDirectory::events() const {
  for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
    if (entry.path().filename().string().starts_with(kEvents)) return entry.path();
  }
  return path_ /
         (std::string(kEvents) + std::to_string(static_cast<std::int64_t>(unix_time())) + ".gymkhana");
}

fs::path RunDirectory::checkpoint(std::int64_t steps) const {
  return path_ / "checkpoints" /
         (std::string(kCheckpointBegin) + std::to_string(steps) + std::string(kCheckpointEnd));
}

std::vector<std::int64_t> RunDirectory::checkpoints() const {
  std::vector<std::int64_t> found;
  if (!fs::is_directory(path_ / "checkpoints")) return found;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_ / "checkpoints")) {
    if (const auto steps = number_in(entry.path(), kCheckpointBegin, kCheckpointEnd)) found.push_back(*steps);
  }
  std::sort(found.begin(), found.end());
  return found;
}

void RunDirectory::prune_checkpoints() const {
  const std::vector<std::int64_t> all = checkpoints();
  for (std::size_t i = 0; i + 2 < all.size(); ++i) fs::remove(checkpoint(all[i]));
  for (const fs::path& folder : {path_, path_ / "checkpoints"}) remove_stale_aside_files(folder);
}

}  // namespace gymkhana
