// What holds for every preset that is built in.
#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>

#include <doctest/doctest.h>

#include "base/error.h"
#include "experiments/run/run_state.h"
#include "experiments/settings/preset.h"
#include "nn/safetensors.h"

namespace gymkhana {
namespace {

const Registry& known() {
  static const Registry all = standard_registry();
  return all;
}

// All that a preset comes to, as config.ini says it; empty where it comes to nothing.
std::string resolved(const Settings& settings) {
  try {
    return to_ini(resolve(known(), {{"", settings}}));
  } catch (const Error&) {
    return "";
  }
}

TEST_CASE("every preset resolves, and is short and documented") {
  CHECK(standard_presets().size() >= 7);
  for (const Preset& preset : standard_presets()) {
    CAPTURE(preset.name);
    const Experiment experiment = resolve(
        known(), {{preset.name, {{"name", preset.name}}}, {preset.name, load_preset(preset.name).settings}});
    CHECK(experiment.train.name == preset.name);
    const std::string settings = preset.text.substr(0, preset.text.find("\n[expect]\n") + 1);
    CHECK(std::ranges::count(settings, '\n') <= 30);
    CHECK(preset.text.find("# Expect: ") != std::string::npos);
  }
}

TEST_CASE("presets say only what differs from the defaults") {
  for (const Preset& preset : standard_presets()) {
    CAPTURE(preset.name);
    const Settings settings = load_preset(preset.name).settings;
    const std::string whole = resolved(settings);
    for (const auto& setting : settings) {
      if (setting.first == "n_timesteps") continue;  // which one looks for first
      CAPTURE(setting.first);
      Settings less = settings;
      std::erase(less, setting);
      CHECK(resolved(less) != whole);
    }
  }
}

// The settings that make an update cheap, where the agent has them.
Experiment in_small(const Preset& preset) {
  Settings settings = load_preset(preset.name).settings;
  const Settings all = parse_ini(resolved(settings), preset.name);
  for (const auto& small : Settings{{"workers", "1"},
                                    {"n_envs", "2"},
                                    {"n_steps", "8"},
                                    {"n_epochs", "1"},
                                    {"n_minibatches", "1"},
                                    {"batch_size", "8"},
                                    {"buffer_size", "100"},
                                    {"learning_starts", "16"}}) {
    const auto same = [&small](const auto& setting) { return setting.first == small.first; };
    if (std::ranges::none_of(all, same)) continue;
    std::erase_if(settings, same);
    settings.push_back(small);
  }
  return resolve(known(), {{preset.name, settings}});
}

// Of the networks; counters and statistics move without learning. Tables have tests of their own.
std::map<std::string, Tensor> weights(const Agent& agent) {
  TensorFile file;
  agent.save(file);
  std::map<std::string, Tensor> tensors = file.tensors();
  std::erase_if(tensors, [](const auto& tensor) { return !tensor.first.ends_with(".weight"); });
  return tensors;
}

TEST_CASE("every preset learns, in small") {
  for (const Preset& preset : standard_presets()) {
    CAPTURE(preset.name);
    RunState state(known(), in_small(preset));
    const std::map<std::string, Tensor> before = weights(state.agent());
    for (int round = 0; round < 3 || state.counters().steps < 100; ++round) {
      for (const Metric& metric : state.advance()) {
        CAPTURE(metric.name);
        const bool told_later = std::string_view(metric.name) == "train/explained_variance";
        CHECK((told_later || std::isfinite(metric.value)));
      }
    }
    CHECK((before.empty() || weights(state.agent()) != before));
  }
}

}  // namespace
}  // namespace gymkhana
