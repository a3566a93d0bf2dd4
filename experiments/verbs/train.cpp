// `train`: a new run from a preset, from flags, or from both.
#include "experiments/settings/preset.h"
#include "experiments/verbs/help.h"
#include "experiments/verbs/new_run.h"

namespace gymkhana::verbs {

int train(const Invocation& call) {
  return NewRun(call, call.line.flags).train(call);
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
  Place place;
  TrainConfig train;
  text += describe_fields("Training", gymkhana::fields(train)) + describe_fields("Place", fields(place));
  if (algo.empty())
    text += "\nMore with --algo NAME --help: the settings of an algorithm. See: list agents\n";
  if (env.empty())
    text += "\nMore with --env ID --help: the options of an environment. See: list envs, list wrappers\n";
  if (!algo.empty()) {
    call.registry.agents.find(algo).describe([&](const Fields& own) { text += describe_fields(algo, own); });
  }
  if (!env.empty()) {
    const EnvEntry& entry = call.registry.envs.find(env);
    entry.describe(entry.info, [&](const Fields& own) { text += describe_fields(env, own, "env."); });
  }
  return text;
}

}  // namespace gymkhana::verbs
