#include "experiments/run/run_logs.h"

#include <iostream>

namespace gymkhana {

RunLogs::RunLogs(const RunDirectory& directory, const LogMarks& marks, const std::string& env,
                 const std::vector<std::string>& info)
    : progress_(directory.progress(), marks.progress),
      monitor_(directory.monitor(), marks.monitor, env, info),
      events_(directory.events(), marks.events) {
  const LogMarks found = mark();
  const auto check = [](const std::filesystem::path& path, std::uint64_t here, std::uint64_t wanted) {
    if (here < wanted) {
      std::cerr << "gymkhana: \"" + path.string() +
                       "\" lacks what was logged before; it goes on from what there is\n";
    }
  };
  check(directory.progress(), found.progress.rows, marks.progress.rows);
  check(directory.monitor(), found.monitor, marks.monitor);
  check(directory.events(), found.events, marks.events);
}

void RunLogs::episodes(const std::vector<Episode>& finished) {
  for (const Episode& episode : finished) monitor_.write(episode);
}

void RunLogs::row(const Row& row, std::int64_t step) {
  progress_.write(row);
  events_.write(row, step);
  monitor_.flush();
  events_.flush();
}

LogMarks RunLogs::mark() {
  monitor_.flush();
  events_.flush();
  return {progress_.mark(), monitor_.size(), events_.size()};
}

}  // namespace gymkhana
