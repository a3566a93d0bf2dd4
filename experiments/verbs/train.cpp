// `train`: a new run from a preset, from flags, or from both.
#include <filesystem>

#include "envs/core/error.h"
#include "envs/core/wrappers/wrap.h"
#include "experiments/files.h"
#include "experiments/help.h"
#include "experiments/preset.h"
#include "experiments/session.h"

namespace gymkhana::verbs {
namespace {

/// The flags that say where a run is kept, and are no part of the experiment.
struct Options {
  std::string directory;
};

Fields fields(Options& options) {
  return {field("directory", options.directory, "the run directory itself, which must not exist yet")};
}

std::vector<Layer> layers_of(const Invocation& call, Settings flags) {
  std::vector<Layer> layers;
  if (!call.line.words.empty()) {
    PresetSettings preset = load_preset(only_word(call, "a preset"));
    layers.push_back({preset.origin, {{"name", preset.name}}});
    layers.push_back({preset.origin, std::move(preset.settings)});
  }
  layers.push_back({"", std::move(flags)});
  return layers;
}

// The first files of a run. When they cannot be written, nothing is left behind.
std::unique_ptr<Trainer> begin(const Invocation& call, const Experiment& experiment, RunState& state,
                               const RunDirectory& directory) {
  try {
    write_file(directory.config(), to_ini(experiment));
    auto trainer = std::make_unique<Trainer>(call.registry, experiment, state, directory, RunClock{});
    trainer->save();
    return trainer;
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove_all(directory.path(), ignored);
    throw;
  }
}

}  // namespace

int train(const Invocation& call) {
  Settings flags = call.line.flags;
  Options options;
  take_fields(flags, fields(options), "train");
  const Experiment experiment = resolve(call.registry, layers_of(call, std::move(flags)));
  RunState state(call.registry, experiment);
  const RunDirectory directory =
      RunDirectory::create(experiment.train.log_folder, experiment.train.name, options.directory);
  const std::unique_ptr<Trainer> trainer = begin(call, experiment, state, directory);
  return run_session(call, experiment, state, directory, *trainer);
}

std::string train_keys(const Invocation& call) {
  Settings given;
  std::string text;
  if (!call.line.words.empty()) {
    given = load_preset(only_word(call, "a preset")).settings;
    text += "\nThe preset sets\n";
    for (const auto& [key, value] : given) text += "  " + key + " = " + value + "\n";
  }
  given.insert(given.end(), call.line.flags.begin(), call.line.flags.end());
  std::string env, algo;
  for (const auto& [key, value] : given) {
    if (key == "env") env = value;
    if (key == "algo") algo = value;
  }
  Options options;
  TrainConfig train;
  text += describe_fields("Training", gymkhana::fields(train)) + describe_fields("Place", fields(options));
  if (algo.empty())
    text += "\nMore with --algo NAME --help: the settings of an algorithm. See: list agents\n";
  if (env.empty())
    text += "\nMore with --env ID --help: the options of a world. See: list envs, list wrappers\n";
  if (!algo.empty()) {
    call.registry.agents.find(algo).describe([&](const Fields& own) { text += describe_fields(algo, own); });
  }
  if (!env.empty()) {
    call.registry.envs.find(env).describe(
        [&](const Fields& own) { text += describe_fields(env, own, "env."); });
  }
  return text;
}

}  // namespace gymkhana::verbs
