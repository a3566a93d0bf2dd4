// What a bench is to run: presets times seeds, and where each run is kept.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/settings/config.h"

namespace gymkhana {

/// What the command line asks for.
struct BenchRequest {
  std::vector<std::string> presets;  ///< names or paths
  Settings flags;                    ///< training settings for all presets
  int seeds = 10;                    ///< per preset; 0: as many as its [expect] promises
  std::int64_t first_seed = 0;
  std::int64_t steps = 0;  ///< of every run; 0: as each preset says
  bool check = false;      ///< holds presets to what they promise: each must promise something
};

struct BenchPreset {
  std::string word;  ///< a name or a path
  std::string name;
  int seeds = 0;
  Experiment experiment;  ///< of the first seed
};

struct BenchRun {
  std::string preset;  ///< its name
  std::int64_t seed = 0;
  std::filesystem::path directory;
  std::string env;                 ///< see world_name
  std::vector<std::string> words;  ///< that make it: "train", the preset, flags
  Experiment experiment;
};

struct BenchPlan {
  std::vector<BenchPreset> presets;
  std::int64_t first_seed = 0;
  Settings flags;  ///< that all runs have in common
  bool check = false;
};

/// Of all presets together.
std::size_t run_count(const BenchPlan& plan);

/// Runs have one worker, and their full length: a preset's stop_at_reward would make learning curves of
/// unequal length, and final scores of lucky moments; a flag of the user's overrules that. Error names a
/// preset that is unknown, twice there, or to be checked without a promise.
BenchPlan make_plan(const Registry& registry, const BenchRequest& request);

/// All runs, DIRECTORY/PRESET/seed_K, those that are expected to take longest first, so that cores stay busy
/// to the end.
std::vector<BenchRun> runs_of(const Registry& registry, const BenchPlan& plan,
                              const std::filesystem::path& directory);

/// Of a run on one core: what the preset promises, or else a guess.
double expected_seconds(const Experiment& experiment);

/// Two plans with the same text are the same: presets, their settings, seeds, flags, and of a check the
/// build.
std::string to_text(const BenchPlan& plan);

/// The directory of a bench, made if it is not there: `explicit_path` if given; else that of the newest bench
/// with this plan that lacks results of some run; else a new FOLDER/bench_N.
std::filesystem::path bench_directory(const BenchPlan& plan, const std::string& folder,
                                      const std::string& explicit_path);

/// Writes the plan into its directory, and takes away what a bench before this one reported there. Error when
/// a report is there and no bench.
void begin_bench(const BenchPlan& plan, const std::filesystem::path& directory);

/// Whether a bench has begun there.
bool is_bench(const std::filesystem::path& directory);

/// Whether the last bench that began there is a check of this build.
bool checks_this_build(const std::filesystem::path& directory);

}  // namespace gymkhana
