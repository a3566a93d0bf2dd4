#include "experiments/run/checkpoint.h"

#include <span>
#include <sstream>

#include "base/error.h"
#include "nn/safetensors.h"

namespace gymkhana {
namespace {

constexpr const char *kState = "run/state", *kClock = "run/clock", *kSettings = "run/settings";

template <class Thing>
void load_bytes(const TensorFile& file, const std::filesystem::path& path, const char* name, Thing& thing) {
  const auto bytes = file.get_bytes(name);
  try {
    load_state(thing, bytes);
  } catch (const Error& error) {
    throw Error(path.string() + ": " + name + ": " + error.what());
  }
}

// One setting a line.
std::string settings_text(const Experiment& experiment) {
  std::string text;
  for (const auto& [key, value] : decisive_settings(experiment)) text += key + " = " + value + "\n";
  return text;
}

void check_settings(const TensorFile& file, const std::filesystem::path& path, const Experiment& experiment) {
  const auto bytes = file.get<std::uint8_t>(kSettings);
  std::istringstream saved(std::string(bytes.begin(), bytes.end())), ours(settings_text(experiment));
  const auto next = [](std::istringstream& text) {
    std::string line;
    return std::getline(text, line) ? "\"" + line + "\"" : "nothing more";
  };
  while (saved && ours) {
    const std::string was = next(saved), is = next(ours);
    if (was == is) continue;
    throw Error(path.string() + ": written with " + was + ", but config.ini says " + is +
                "; put it back, or train anew");
  }
}

}  // namespace

void save_checkpoint(const std::filesystem::path& path, const Experiment& experiment, RunState& state,
                     const RunClock& clock) {
  TensorFile file;
  state.agent().save(file);
  state.agent().save_experience(file, path.parent_path());
  file.put_bytes(kState, save_state(state));
  file.put_bytes(kClock, save_state(clock));
  const std::string settings = settings_text(experiment);
  file.put_bytes(kSettings, std::as_bytes(std::span(settings)));
  file.save(path);
}

RunClock load_checkpoint(const std::filesystem::path& path, const Experiment& experiment, RunState& state) {
  const TensorFile file = TensorFile::load(path);
  check_settings(file, path, experiment);
  RunClock clock;
  state.agent().load(file);
  state.agent().load_experience(file, path.parent_path());
  load_bytes(file, path, kState, state);
  load_bytes(file, path, kClock, clock);
  return clock;
}

void save_agent(const std::filesystem::path& path, const Agent& agent) {
  TensorFile file;
  agent.save(file);
  file.save(path);
}

void load_agent(const std::filesystem::path& path, Agent& agent) {
  agent.load(TensorFile::load(path));
}

}  // namespace gymkhana
