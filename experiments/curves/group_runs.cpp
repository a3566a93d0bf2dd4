#include "experiments/curves/group_runs.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

/// Runs of one name in one folder, by their settings.
using Namesakes = std::map<Settings, std::vector<const FoundRun*>>;
using NamesInFolders = std::map<std::pair<fs::path, std::string>, Namesakes>;

NamesInFolders sorted_out(const std::vector<const FoundRun*>& runs) {
  NamesInFolders names;
  for (const FoundRun* run : runs) names[{run->place.parent_path(), run->name}][run->settings].push_back(run);
  return names;
}

// A bench keeps the runs of a preset in a folder of the preset's name; once is enough, unless the folder
// above has runs of that name too.
fs::path path_of(const NamesInFolders& names, const fs::path& folder, const std::string& name) {
  const bool twice = folder.filename() == name && !names.contains({folder.parent_path(), name});
  return twice ? folder : folder / name;
}

// Its last `count` components.
std::string ending(const fs::path& path, std::ptrdiff_t count) {
  fs::path result;
  const auto length = std::distance(path.begin(), path.end());
  for (auto part = std::next(path.begin(), std::max<std::ptrdiff_t>(length - count, 0)); part != path.end();
       ++part)
    result /= *part;
  return result;
}

// The shortest ending that no other path has.
std::string telling_end(const fs::path& path, const std::vector<fs::path>& all) {
  const auto length = std::distance(path.begin(), path.end());
  for (std::ptrdiff_t count = 1; count < length; ++count) {
    const std::string end = ending(path, count);
    const auto shares_it = [&](const fs::path& other) { return ending(other, count) == end; };
    if (std::count_if(all.begin(), all.end(), shares_it) == 1) return end;
  }
  return path;
}

// The keys of what not all have in common, in the order of the settings.
std::vector<std::string> differences(const Namesakes& namesakes) {
  std::vector<std::string> keys;
  for (const auto& [settings, runs] : namesakes) {
    for (const auto& setting : settings) {
      const auto has_it = [&](const auto& other) {
        return std::find(other.first.begin(), other.first.end(), setting) != other.first.end();
      };
      const bool noted = std::find(keys.begin(), keys.end(), setting.first) != keys.end();
      if (!noted && !std::all_of(namesakes.begin(), namesakes.end(), has_it)) keys.push_back(setting.first);
    }
  }
  return keys;
}

std::string remark_on(const std::string& name, const Namesakes& namesakes) {
  constexpr std::size_t kShown = 3;  // another algorithm differs in dozens
  std::vector<std::string> keys = differences(namesakes);
  const std::size_t more = keys.size() - std::min(keys.size(), kShown);
  keys.resize(keys.size() - more);
  std::set<std::string> drawn;
  for (const auto& [settings, runs] : namesakes) drawn.insert(runs[0]->place.filename());
  return name + ": runs that differ in " + join(keys, ", ") +
         (more > 0 ? " and " + std::to_string(more) + " more" : "") +
         " are different experiments, plotted separately: " + join(drawn, ", ");
}

}  // namespace

std::vector<RunGroup> group_runs(const std::vector<const FoundRun*>& runs,
                                 std::vector<std::string>& remarks) {
  const NamesInFolders names = sorted_out(runs);
  std::vector<RunGroup> groups;
  std::vector<fs::path> paths;
  for (const auto& [key, namesakes] : names) {
    const auto& [folder, name] = key;
    const bool apart = namesakes.size() > 1;
    for (const auto& [settings, members] : namesakes) {
      groups.push_back({.label = "", .runs = members});
      paths.push_back(apart ? members[0]->place : path_of(names, folder, name));
    }
    if (apart) remarks.push_back(remark_on(name, namesakes));
  }
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i].label = telling_end(paths[i], paths);
  std::sort(groups.begin(), groups.end(),
            [](const RunGroup& a, const RunGroup& b) { return a.label < b.label; });
  return groups;
}

}  // namespace gymkhana
