#include "experiments/bench/plan.h"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/files.h"
#include "base/hash.h"
#include "experiments/bench/report_files.h"
#include "experiments/settings/preset.h"
#include "experiments/settings/version.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPlan = "plan.txt";
constexpr double kGuess = 1e-4;  // seconds per step where nothing is promised

// The flags of every run; the user's take the place of ours.
Settings common_flags(const BenchRequest& request) {
  Settings flags = {{"stop_at_reward", "inf"}};
  if (request.steps > 0) flags.emplace_back("n_timesteps", std::to_string(request.steps));
  for (const auto& flag : request.flags) {
    if (flag.first == "n_timesteps" && request.steps > 0)
      throw Error("--steps and --n_timesteps say the same; keep one");
    std::erase_if(flags, [&flag](const auto& other) { return other.first == flag.first; });
    flags.push_back(flag);
  }
  return flags;
}

Settings flags_of(const BenchPlan& plan, std::int64_t seed) {
  Settings flags = plan.flags;
  flags.emplace_back("seed", std::to_string(seed));
  flags.emplace_back("workers", "1");
  return flags;
}

Experiment experiment_of(const Registry& registry, const std::string& word, const Settings& flags) {
  const PresetSettings preset = load_preset(word);
  return resolve(registry,
                 {{preset.origin, {{"name", preset.name}}}, {preset.origin, preset.settings}, {"", flags}});
}

BenchRun run_of(const Registry& registry, const BenchPlan& plan, const BenchPreset& preset, std::int64_t seed,
                const fs::path& directory) {
  const Settings flags = flags_of(plan, seed);
  BenchRun run{.preset = preset.name,
               .seed = seed,
               .directory = directory / preset.name / ("seed_" + std::to_string(seed)),
               .env = "",
               .words = {"train", preset.word},
               .experiment = experiment_of(registry, preset.word, flags)};
  run.env = env_name(registry, run.experiment);
  for (const auto& [key, value] : flags) run.words.push_back("--" + key + "=" + value);
  run.words.push_back("--directory=" + run.directory.string());
  return run;
}

// Of all that a run depends on but its seed; promises are no part of it.
std::string settings_hash(Experiment experiment) {
  experiment.expect = {};
  std::uint64_t hash = hash_bytes("");
  for (const auto& [key, value] : parse_ini(to_ini(experiment), ""))
    hash = hash_bytes(key + "=" + value + "\n", hash);
  return hash_text(hash);
}

// Builds of one commit can differ by what is not committed.
std::string check_line() {
  static const std::string build = hash_text(hash_bytes(read_file("/proc/self/exe")));
  return "checks commit " + commit() + " build " + build + "\n";
}

std::string text_of(const fs::path& path) {
  return fs::is_regular_file(path) ? read_file(path) : "";
}

// FOLDER/bench_N in the order of N.
std::map<int, fs::path> numbered_benches(const fs::path& folder) {
  std::map<int, fs::path> found;
  if (!fs::is_directory(folder)) return found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename();
    const int number = name.starts_with("bench_") ? std::atoi(name.c_str() + 6) : 0;
    if (name == "bench_" + std::to_string(number)) found[number] = entry.path();
  }
  return found;
}

// Whether results are there of every run; one that was left out is tried again.
bool is_finished(const BenchPlan& plan, const fs::path& directory) {
  const auto results = nlohmann::json::parse(text_of(directory / kResults), nullptr, false);
  if (!results.is_object() || !results.contains("presets")) return false;
  std::size_t there = 0;
  for (const auto& preset : results["presets"]) {
    if (preset.is_object()) there += preset.value("runs", nlohmann::json::array()).size();
  }
  return there == run_count(plan);
}

}  // namespace

double expected_seconds(const Experiment& experiment) {
  const auto steps = static_cast<double>(experiment.train.n_timesteps);
  const Expectation& expect = experiment.expect;
  const bool known = expect.seconds > 0 && expect.steps > 0;
  return steps * (known ? expect.seconds / static_cast<double>(expect.steps) : kGuess);
}

std::size_t run_count(const BenchPlan& plan) {
  std::size_t count = 0;
  for (const BenchPreset& preset : plan.presets) count += static_cast<std::size_t>(preset.seeds);
  return count;
}

BenchPlan make_plan(const Registry& registry, const BenchRequest& request) {
  BenchPlan plan{.presets = {},
                 .first_seed = request.first_seed,
                 .flags = common_flags(request),
                 .check = request.check};
  for (const std::string& word : request.presets) {
    BenchPreset preset{.word = word,
                       .experiment = experiment_of(registry, word, flags_of(plan, plan.first_seed))};
    preset.name = load_preset(word).name;
    preset.seeds = request.seeds > 0 ? request.seeds : preset.experiment.expect.seeds;
    if (request.check && !preset.experiment.expect.complete())
      throw Error("preset " + preset.name +
                  " promises nothing that could be checked: give it a section [expect] with seeds and with "
                  "low <= iqm <= high");
    if (preset.name == kPlan || is_report_name(preset.name))
      throw Error("preset " + preset.name + " is called as a part of the report is; rename its file");
    if (preset.seeds == 0)
      throw Error("preset " + preset.name +
                  " promises no number of seeds: give it one in [expect], or --seeds");
    for (const BenchPreset& other : plan.presets) {
      if (other.name == preset.name) throw Error("preset " + preset.name + " is named twice; keep one");
    }
    plan.presets.push_back(std::move(preset));
  }
  return plan;
}

std::vector<BenchRun> runs_of(const Registry& registry, const BenchPlan& plan, const fs::path& directory) {
  std::vector<BenchRun> runs;
  for (const BenchPreset& preset : plan.presets) {
    for (int i = 0; i < preset.seeds; ++i) {
      runs.push_back(run_of(registry, plan, preset, plan.first_seed + i, directory));
    }
  }
  std::stable_sort(runs.begin(), runs.end(), [](const BenchRun& a, const BenchRun& b) {
    return expected_seconds(a.experiment) > expected_seconds(b.experiment);
  });
  return runs;
}

std::string to_text(const BenchPlan& plan) {
  std::string text = "# What this bench runs; the same command goes on with it.\n";
  for (const BenchPreset& preset : plan.presets) {
    text += preset.word + "  seeds " + std::to_string(plan.first_seed) + " to " +
            std::to_string(plan.first_seed + preset.seeds - 1) + "  settings " +
            settings_hash(preset.experiment) + "\n";
  }
  if (plan.check) text += check_line();
  for (const auto& [key, value] : plan.flags) text += "--" + key + "=" + value + "\n";
  return text;
}

fs::path bench_directory(const BenchPlan& plan, const std::string& folder, const std::string& explicit_path) {
  fs::path path = explicit_path;
  if (explicit_path.empty()) {
    const std::string text = to_text(plan);
    const std::map<int, fs::path> all = numbered_benches(folder);
    const auto unfinished = [&](const auto& bench) {
      return text_of(bench.second / kPlan) == text && !is_finished(plan, bench.second);
    };
    const auto newest = std::find_if(all.rbegin(), all.rend(), unfinished);
    const int next = all.empty() ? 1 : all.rbegin()->first + 1;
    path = newest != all.rend() ? newest->second : fs::path(folder) / ("bench_" + std::to_string(next));
  }
  make_folder(path);
  return path;
}

void begin_bench(const BenchPlan& plan, const fs::path& directory) {
  if (!is_bench(directory)) refuse_report(directory, true);
  write_file(directory / kPlan, to_text(plan));
  remove_report(directory, true);
}

bool is_bench(const fs::path& directory) {
  return fs::exists(directory / kPlan);
}

bool checks_this_build(const fs::path& directory) {
  return text_of(directory / kPlan).find(check_line()) != std::string::npos;
}

}  // namespace gymkhana
