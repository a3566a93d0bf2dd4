// monitor.csv: one row per finished episode, as Stable-Baselines3's Monitor writes it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "envs/core/episode.h"

namespace gymkhana {

/// First line `#{"t_start": ..., "env_id": ...}`, then `r,l,t` and the env's info fields: return, length,
/// seconds since t_start. One file holds all slots.
class MonitorCsv {
 public:
  /// Goes on after `size` bytes of an existing file; 0 starts a new one, and so does a file that is gone.
  MonitorCsv(std::filesystem::path path, std::uint64_t size, const std::string& env,
             const std::vector<std::string>& info);

  void write(const Episode& episode);
  void flush() { file_.flush(); }
  std::uint64_t size() const { return file_.size(); }

 private:
  double start_;  // seconds since 1970
  LogFile file_;
};

}  // namespace gymkhana
