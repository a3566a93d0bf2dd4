#include "experiments/run/result.h"

#include <fstream>
#include <sys/utsname.h>
#include <thread>
#include <unistd.h>

#include <Eigen/Core>
#include <boost/version.hpp>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "envs/driving/driving.h"
#include "experiments/settings/version.h"

namespace gymkhana {
namespace {

using OrderedJson = nlohmann::ordered_json;

// The value of the first line of a file that begins with `key`, after its separator.
std::string value_in(const char* path, const std::string& key, char separator) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t at = line.find(separator);
    if (!line.starts_with(key) || at == std::string::npos) continue;
    const std::size_t begin = line.find_first_not_of(" \"", at + 1);
    const std::size_t end = line.find_last_not_of(" \"");
    if (begin <= end && begin != std::string::npos) return line.substr(begin, end + 1 - begin);
  }
  return "unknown";
}

OrderedJson machine() {
  utsname system{};
  uname(&system);
  const auto bytes =
      static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGESIZE));
  return {{"processor", value_in("/proc/cpuinfo", "model name", ':')},
          {"cores", std::thread::hardware_concurrency()},
          {"memory_gib", static_cast<int>(bytes / (1 << 30) + 0.5)},
          {"system", value_in("/etc/os-release", "PRETTY_NAME", '=')},
          {"kernel", std::string(system.sysname) + " " + system.release}};
}

std::string dotted(int a, int b, int c) {
  return std::to_string(a) + "." + std::to_string(b) + "." + std::to_string(c);
}

OrderedJson versions() {
  return {{"compiler", "g++ " __VERSION__},
          {"eigen", dotted(EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
          {"box2d", box2d_version()},
          {"boost", dotted(BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)},
          {"nlohmann_json",
           dotted(NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH)}};
}

OrderedJson score_json(const Score& score) {
  OrderedJson out = {{"exact", score.exact},
                     {"mean_reward", score.mean},
                     {"std_reward", score.deviation},
                     {"standard_error", score.standard_error},
                     {"mean_ep_length", score.mean_length},
                     {"episodes", score.episodes}};
  if (score.cut_episodes > 0) {
    out["cut_episodes"] = score.cut_episodes;
    out["cut_at_steps"] = score.step_limit;
  }
  if (score.success_rate) out["success_rate"] = *score.success_rate;
  for (const auto& [name, mean] : score.info) out["info"][name] = mean;
  return out;
}

}  // namespace

void write_result(const std::filesystem::path& path, const Experiment& experiment,
                  const TrainingOutcome& outcome, RunState& state) {
  const RunCounters& counters = state.counters();
  OrderedJson result = {{"name", experiment.train.name},
                        {"env", experiment.env},
                        {"algo", experiment.algo},
                        {"seed", experiment.train.seed},
                        {"ending", outcome.ending == Ending::solved ? "solved" : "finished"},
                        {"timesteps", counters.steps},
                        {"updates", counters.updates},
                        {"episodes", counters.episodes},
                        {"seconds", outcome.seconds},
                        {"score", outcome.score ? score_json(*outcome.score) : OrderedJson(nullptr)}};
  if (outcome.score) result["best_mean_reward"] = counters.best;
  if (state.spec().reward_threshold) result["reward_threshold"] = *state.spec().reward_threshold;
  if (const auto optimum = known_optimum(experiment.env)) result["optimum"] = *optimum;
  result["version"] = version();
  result["commit"] = commit();
  result["workers"] = state.workers().count();
  result["machine"] = machine();
  result["versions"] = versions();
  write_file(path, result.dump(2) + "\n");
}

void write_score(const std::filesystem::path& path, const Score& score) {
  write_file(path, score_json(score).dump(2) + "\n");
}

}  // namespace gymkhana
