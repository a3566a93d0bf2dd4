// An experiment's configuration: defaults, overridden by a preset, overridden by the command line.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "envs/core/fields.h"
#include "experiments/settings/registry.h"

namespace gymkhana {

/// The settings that training has whatever the algorithm. All counts of steps are environment steps of all
/// slots.
struct TrainConfig {
  std::string name;  ///< of the run directory
  std::int64_t n_timesteps = 100'000;
  int n_envs = 1;
  std::int64_t seed = 0;
  bool normalize_observation = false;
  bool normalize_reward = false;
  std::int64_t eval_freq = 0;
  int eval_episodes = 20;
  int eval_max_steps = 0;
  bool eval_deterministic = true;
  double stop_at_reward = std::numeric_limits<double>::infinity();
  std::int64_t save_freq = 100'000;
  std::int64_t log_freq = 1'000;
  int workers = 0;
  std::string log_folder = "runs";
};

Fields fields(TrainConfig& config);

/// What a preset promises; `bench --check` holds it to it.
struct Expectation {
  static constexpr double kNone = std::numeric_limits<double>::infinity();
  double iqm = kNone;  ///< interquartile mean over seeds of the final score
  double low = kNone;  ///< the score's interval: until it is given, no score lies in it
  double high = -kNone;
  std::int64_t steps = 0;  ///< environment steps of a run
  double seconds = 0;      ///< of a run on one busy core; never a reason to fail
  int seeds = 0;           ///< how many runs the figures come from; 0: nothing is promised

  /// Whether it can be kept or broken: seeds, and a score within its interval.
  bool complete() const { return seeds > 0 && low <= iqm && iqm <= high; }
};

Fields fields(Expectation& expectation);

/// A whole experiment, every setting checked and resolved.
struct Experiment {
  std::string env;
  std::string algo;
  TrainConfig train;
  Settings agent;     ///< every setting of the algorithm ("gamma", "policy.net_arch")
  Settings options;   ///< every option of the env
  Settings wrappers;  ///< in order, the innermost first
  Expectation expect;
};

/// Settings and where they come from; the origin opens error messages ("preset cartpole-ppo"), empty for
/// flags.
struct SettingsSource {
  std::string origin;
  Settings settings;
};

/// Later sources override earlier ones. Error names the setting, where it stands, and the remedy.
Experiment resolve(const Registry& registry, const std::vector<SettingsSource>& sources);

/// The env's id and, in brackets, the options that are not its defaults: "FrozenLake-v1 (is_slippery =
/// false)". Scores can be compared between experiments with the same one.
std::string env_name(const Registry& registry, const Experiment& experiment);

/// The settings that what is learned depends on, whatever the number of steps: neither names and places nor
/// when to look, log and save.
Settings decisive_settings(const Experiment& experiment);

/// The experiment as a preset that resolves to it: what config.ini holds.
std::string to_ini(const Experiment& experiment);

/// The environments that the experiment describes.
std::unique_ptr<Batch> make_batch(const EnvRegistry& envs, const Experiment& experiment, int slots);

}  // namespace gymkhana
