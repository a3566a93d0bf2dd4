// A run's directory and what lies where in it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/settings/config.h"

namespace gymkhana {

/// The files of one training run. See experiments/README.md for what each holds.
class RunDirectory {
 public:
  /// Makes a new directory: `explicit_path` if given, which must not exist, else FOLDER/NAME_N with the first
  /// free number above all that exist. Error when it cannot be made.
  static RunDirectory create(const std::string& folder, const std::string& name,
                             const std::string& explicit_path);
  /// An existing one. Error when `path` is none.
  static RunDirectory open(const std::string& path);

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path config() const { return path_ / "config.ini"; }
  /// What config.ini says, resolved. Error names the file and the setting.
  Experiment experiment(const Registry& registry) const;
  std::filesystem::path progress() const { return path_ / "progress.csv"; }
  std::filesystem::path monitor() const { return path_ / "0.monitor.csv"; }
  std::filesystem::path events() const;  ///< TensorBoard's; its name holds the time when it was made
  std::filesystem::path best() const { return path_ / "best.safetensors"; }
  /// Weights of a few seconds ago, while the run trains: what a viewer in another process shows.
  std::filesystem::path latest() const { return path_ / "latest.safetensors"; }
  std::filesystem::path result() const { return path_ / "result.json"; }
  std::filesystem::path failure() const { return path_ / "failure.safetensors"; }

  /// checkpoints/step_STEPS.safetensors
  std::filesystem::path checkpoint(std::int64_t steps) const;
  /// Steps of the checkpoints that are there, ascending.
  std::vector<std::int64_t> checkpoints() const;
  /// Removes all checkpoints but the newest two, and what a killed process left half written.
  void prune_checkpoints() const;

 private:
  explicit RunDirectory(std::filesystem::path path) : path_(std::move(path)) {}

  std::filesystem::path path_;
};

}  // namespace gymkhana
