#include "experiments/settings/config.h"

#include <algorithm>

#include "base/error.h"
#include "base/utf8.h"
#include "experiments/settings/flags.h"
#include "experiments/settings/version.h"

namespace gymkhana {
namespace {

/// One setting as it was given.
struct Given {
  std::string origin, key, value;
};

// Adds where a setting stands to the error that it caused.
template <class Act>
decltype(auto) blame(const std::string& origin, const Act& act) {
  try {
    return act();
  } catch (const Error& error) {
    throw origin.empty() ? error : Error(origin + ": " + error.what());
  }
}

std::vector<std::string> names_of(const Fields& fields, const std::string& prefix = "") {
  std::vector<std::string> names;
  for (const Field& field : fields) names.push_back(prefix + field.name);
  return names;
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// All that was given, sorted out key by key. What is looked up is taken; what is left over nobody knows.
class Resolver {
 public:
  Resolver(const Registry& registry, const std::vector<SettingsSource>& sources) : registry_(registry) {
    for (const SettingsSource& source : sources) {
      for (const auto& [key, value] : source.settings) given_.push_back({source.origin, key, value});
      last_origin_ = source.origin;
    }
  }

  Experiment resolve() {
    Experiment result;
    result.env = required("env", "--env ID (see: list envs)");
    result.algo = required("algo", "--algo NAME (see: list agents)");
    const EnvEntry& env = entry("env", [&]() -> const EnvEntry& { return registry_.envs.find(result.env); });
    const AgentEntry& agent =
        entry("algo", [&]() -> const AgentEntry& { return registry_.agents.find(result.algo); });
    apply(fields(result.train), "train");
    apply(fields(result.expect), "expect", "expect.");
    env.describe(env.info, [&](const Fields& fields) { result.options = apply(fields, result.env, "env."); });
    result.wrappers = take_wrappers();
    agent.describe([&](const Fields& fields) { result.agent = apply(fields, result.algo); });
    refuse_leftovers();
    result.train.name = directory_name(result);
    return result;
  }

 private:
  std::string required(const std::string& key, const std::string& mend) {
    known_.push_back(key);
    std::string value;
    for (const Given& given : given_) {
      if (given.key == key) value = given.value;
    }
    if (value.empty() && !last_origin_.empty())
      throw Error(last_origin_ + ": " + key + " is missing; put it back");
    if (value.empty()) throw Error("which " + key + "? Name a preset (see: list presets), or give " + mend);
    return value;
  }

  // Looks up the env or the algorithm, blaming the last source that named it.
  template <class Find>
  auto entry(const std::string& key, const Find& find) -> decltype(find()) {
    std::string origin;
    for (const Given& given : given_) {
      if (given.key == key) origin = given.origin;
    }
    return blame(origin, find);
  }

  Settings apply(Fields fields, const std::string& owner, const std::string& prefix = "") {
    const std::vector<std::string> names = names_of(fields, prefix);
    known_.insert(known_.end(), names.begin(), names.end());
    for (const Given& given : given_) {
      if (!contains(names, given.key)) continue;
      blame(given.origin, [&] { set_field(fields, owner, given.key.substr(prefix.size()), given.value); });
    }
    return to_settings(fields);
  }

  Settings take_wrappers() {
    const std::string prefix = "wrappers.";
    for (const WrapperEntry& entry : registry_.envs.wrappers.entries()) known_.push_back(prefix + entry.name);
    Settings wrappers;
    for (const Given& given : given_) {
      if (!given.key.starts_with(prefix)) continue;
      const std::string name = given.key.substr(prefix.size());
      const auto same = [&](const auto& wrapper) { return wrapper.first == name; };
      const auto old = std::find_if(wrappers.begin(), wrappers.end(), same);
      if (old == wrappers.end()) {
        wrappers.emplace_back(name, given.value);
      } else {
        old->second = given.value;
      }
    }
    return wrappers;
  }

  static std::string directory_name(const Experiment& experiment) {
    std::string name = experiment.train.name;
    if (name.find('/') != std::string::npos) {
      throw Error("name = \"" + name + "\": must not hold \"/\"; where runs are kept is log_folder's to say");
    }
    if (printable(name) != name)
      throw Error("name = \"" + printable(name) + "\": must be UTF-8 without control characters");
    if (!name.empty()) return name;
    name = experiment.algo + "-" + experiment.env;
    std::replace(name.begin(), name.end(), '/', '-');
    return name;
  }

  void refuse_leftovers() const {
    for (const Given& given : given_) {
      if (contains(known_, given.key)) continue;
      blame(given.origin, [&] { throw unknown_setting(given.key); });
    }
  }

  // Names the nearest setting of the same section.
  Error unknown_setting(const std::string& key) const {
    const auto section = [](const std::string& name) { return name.substr(0, name.find('.') + 1); };
    const std::string plain = key.substr(section(key).size());
    if (!section(key).empty() && contains(known_, plain)) {
      return Error("unknown setting \"" + key + "\"; it is spelled without \"" + section(key) + "\": --" +
                   plain);
    }
    if (section(key).empty() && contains(known_, "policy." + key))
      return Error("unknown setting \"" + key + "\"; it is one of the networks': --policy." + key);
    std::vector<std::string> candidates;
    for (const std::string& name : known_) {
      if (section(name) == section(key)) candidates.push_back(name);
    }
    const bool many = section(key).empty() && nearest(key, candidates).empty();
    return many ? Error("unknown setting \"" + key + "\"; see: train --help, with --algo NAME and --env ID")
                : unknown_word("setting", key, candidates);
  }

  const Registry& registry_;
  std::vector<Given> given_;
  std::string last_origin_;  // empty: the user can give flags
  std::vector<std::string> known_;
};

std::string section(const std::string& name, const Settings& settings) {
  std::string text;
  for (const auto& [key, value] : settings) {
    if (value.find_first_of("#\n") != std::string::npos) {
      throw Error(key + " = \"" + value +
                  "\" cannot be kept in a file of settings: leave out \"#\" and line breaks");
    }
    text += key + " = " + value + "\n";
  }
  return text.empty() || name.empty() ? text : "\n[" + name + "]\n" + text;
}

// "normalize = true" is the zoo's short form of both kinds.
Field normalize_field(TrainConfig& config) {
  return {"normalize",
          "bool",
          "both normalisations at once",
          "",
          [&config] { return print(config.normalize_observation && config.normalize_reward); },
          [&config](const std::string& text) {
            parse(text, config.normalize_observation);
            config.normalize_reward = config.normalize_observation;
          },
          Decides::nothing};
}

}  // namespace

Fields fields(TrainConfig& c) {
  return {
      deciding(Decides::place,
               field("name", c.name, "of the run directory, NAME_N; empty: the preset's, else ALGO-ENV")),
      deciding(Decides::course, field("n_timesteps", c.n_timesteps,
                                      "environment steps to train for, all slots together", at_least(1))),
      field("n_envs", c.n_envs,
            "slots that gather experience side by side; part of the experiment, not of its speed",
            between(1, 1 << 20)),
      field("seed", c.seed,
            "of the run: environments, exploration, first weights; neighbouring seeds share nothing",
            at_least(0)),
      normalize_field(c),
      field("normalize_observation", c.normalize_observation,
            "observations less their running mean, by their running deviation; helps where scales differ"),
      field("normalize_reward", c.normalize_reward,
            "rewards by the running deviation of their discounted sum; keeps value losses near 1"),
      deciding(Decides::course,
               field("eval_freq", c.eval_freq, "environment steps between evaluations; 0: only at the end",
                     at_least(0))),
      deciding(Decides::course,
               field("eval_episodes", c.eval_episodes,
                     "episodes per evaluation, also of the one at the end; 0: never evaluate", at_least(0))),
      deciding(
          Decides::course,
          field("eval_max_steps", c.eval_max_steps,
                "an evaluation's episode is cut after so many steps; 0: by the environment's limit, or after "
                "20,000 where it has none",
                at_least(0))),
      deciding(Decides::course, field("eval_deterministic", c.eval_deterministic,
                                      "evaluate the policy's best action instead of samples from it")),
      deciding(Decides::course,
               field("stop_at_reward", c.stop_at_reward, "stop when an evaluation's mean return reaches this",
                     {.infinite = true})),
      deciding(Decides::course,
               field("save_freq", c.save_freq, "environment steps between checkpoints", at_least(1))),
      deciding(Decides::course,
               field("log_freq", c.log_freq, "environment steps between rows of progress.csv", at_least(1))),
      deciding(Decides::course,
               field("workers", c.workers, "threads; 0: one per core. Results do not depend on it",
                     between(0, 1024))),
      deciding(Decides::place, field("log_folder", c.log_folder, "where run directories are made")),
  };
}

Fields fields(Expectation& e) {
  return {
      field("iqm", e.iqm, "interquartile mean of the final score over the seeds", {.infinite = true}),
      field("low", e.low, "lower end of its interval", {.infinite = true}),
      field("high", e.high, "upper end of its interval", {.infinite = true}),
      field("steps", e.steps, "environment steps of a run", at_least(0)),
      field("seconds", e.seconds, "of a run on one busy core; never a reason to fail", at_least(0)),
      field("seeds", e.seeds, "how many runs the figures come from", at_least(0)),
  };
}

Experiment resolve(const Registry& registry, const std::vector<SettingsSource>& sources) {
  return Resolver(registry, sources).resolve();
}

Settings decisive_settings(const Experiment& experiment) {
  TrainConfig train = experiment.train;
  Settings settings = {{"env", experiment.env}, {"algo", experiment.algo}};
  for (const Field& field : fields(train)) {
    if (field.decides == Decides::learning) settings.emplace_back(field.name, field.get());
  }
  settings.insert(settings.end(), experiment.agent.begin(), experiment.agent.end());
  for (const auto& [name, value] : experiment.options) settings.emplace_back("env." + name, value);
  for (const auto& [name, value] : experiment.wrappers) settings.emplace_back("wrappers." + name, value);
  return settings;
}

std::string to_ini(const Experiment& experiment) {
  TrainConfig train = experiment.train;
  Expectation expect = experiment.expect;
  Settings flat = {{"env", experiment.env}, {"algo", experiment.algo}};
  for (const auto& setting : to_settings(fields(train))) flat.push_back(setting);
  Settings own = experiment.agent;
  const Settings policy = split_off(own, "policy.");
  return "# Resolved by gymkhana " + version() + " (" + commit() + "); train PATH runs it again.\n" +
         section("", flat) + section("", own) + section("env", experiment.options) +
         section("wrappers", experiment.wrappers) + section("policy", policy) +
         (expect.seeds == 0 ? "" : section("expect", to_settings(fields(expect))));
}

std::string env_name(const Registry& registry, const Experiment& experiment) {
  const EnvEntry& env = registry.envs.find(experiment.env);
  Settings defaults;
  env.describe(env.info, [&](const Fields& fields) { defaults = to_settings(fields); });
  std::string changed;
  for (std::size_t i = 0; i < defaults.size(); ++i) {
    const auto& [name, value] = experiment.options[i];
    if (value != defaults[i].second) changed += (changed.empty() ? "" : ", ") + name + " = " + value;
  }
  return experiment.env + (changed.empty() ? "" : " (" + changed + ")");
}

std::unique_ptr<Batch> make_batch(const EnvRegistry& envs, const Experiment& experiment, int slots) {
  return envs.make_batch(experiment.env, slots, experiment.options, experiment.wrappers);
}

}  // namespace gymkhana
