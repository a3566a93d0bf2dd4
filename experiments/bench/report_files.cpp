#include "experiments/bench/report_files.h"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr const char *kPlots = "plots", *kRecords = "records";
constexpr const char* kFiles[] = {kResults, "report.html", "report.md"};

// The files of one kind, and the folder if nothing else is in it.
void remove_files(const fs::path& folder, const char* kind) {
  if (!fs::is_directory(folder)) return;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == kind) files.push_back(entry.path());
  }
  for (const fs::path& file : files) fs::remove(file);
  if (fs::is_empty(folder)) fs::remove(folder);
}

std::vector<std::string> names(bool records) {
  std::vector<std::string> all(std::begin(kFiles), std::end(kFiles));
  all.emplace_back(kPlots);
  if (records) all.emplace_back(kRecords);
  return all;
}

}  // namespace

bool is_report_name(const std::string& name) {
  return std::ranges::count(names(true), name) > 0;
}

void refuse_report(const fs::path& directory, bool records) {
  for (const std::string& name : names(records)) {
    if (fs::exists(directory / name))
      throw Error("\"" + (directory / name).string() +
                  "\" would be overwritten, and is no bench's; move it away, or name another --directory");
  }
}

bool is_report(const fs::path& directory) {
  if (!fs::is_regular_file(directory / kResults)) return false;
  const auto results = nlohmann::json::parse(read_file(directory / kResults), nullptr, false);
  return results.is_object() && results.contains("gymkhana");
}

void remove_report(const fs::path& directory, bool records) {
  for (const char* name : kFiles) fs::remove(directory / name);
  remove_files(directory / kPlots, ".svg");
  if (records) remove_files(directory / kRecords, ".json");
}

}  // namespace gymkhana
