#include "experiments/run_logs.h"

namespace gymkhana {

RunLogs::RunLogs(const RunDirectory& directory, const LogMarks& marks, const std::string& env,
                 const std::vector<std::string>& info)
    : progress_(directory.progress(), marks.progress),
      monitor_(directory.monitor(), marks.monitor, env, info),
      events_(directory.events(), marks.events) {}

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
