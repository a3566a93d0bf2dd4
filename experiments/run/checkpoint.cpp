#include "experiments/run/checkpoint.h"

#include <span>
#include <sstream>

#include "base/error.h"
#include "nn/safetensors.h"

namespace gymkhana {
namespace {

constexpr const char *kState = "run/state", *kClock = "run/clock", *kSettings = "run/settings",
                     *kStage = "run/stage", *kStepsTensor = "run/steps";

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

void RunStage::serialize(Archive& archive) {
  std::vector<std::string> names;
  std::vector<double> values;
  for (const auto& [name, value] : metrics) {
    names.push_back(name);
    values.push_back(value);
  }
  archive(kind, last_step, names, values);
  if (kind < Kind::training || kind > Kind::solved || names.size() != values.size())
    throw Error("no stage of a training run");
  metrics.clear();
  for (std::size_t i = 0; i < names.size(); ++i) metrics.emplace_back(names[i], values[i]);
}

void save_checkpoint(const std::filesystem::path& path, const Experiment& experiment, RunState& state,
                     const ResumePoint& point) {
  TensorFile file;
  state.agent().save(file);
  state.agent().save_experience(file, path.parent_path());
  file.put_bytes(kState, save_state(state));
  file.put_bytes(kClock, save_state(point.clock));
  if (point.stage.kind != RunStage::Kind::training) file.put_bytes(kStage, save_state(point.stage));
  const std::string settings = settings_text(experiment);
  file.put_bytes(kSettings, std::as_bytes(std::span(settings)));
  file.save(path);
}

ResumePoint load_checkpoint(const std::filesystem::path& path, const Experiment& experiment,
                            RunState& state) {
  const TensorFile file = TensorFile::load(path);
  check_settings(file, path, experiment);
  ResumePoint point;
  state.agent().load(file);
  state.agent().load_experience(file, path.parent_path());
  load_bytes(file, path, kState, state);
  load_bytes(file, path, kClock, point.clock);
  if (file.contains(kStage)) load_bytes(file, path, kStage, point.stage);
  return point;
}

void save_agent(const std::filesystem::path& path, const Agent& agent) {
  TensorFile file;
  agent.save(file);
  file.save(path);
}

void save_latest(const std::filesystem::path& path, const Agent& agent, std::int64_t steps) {
  TensorFile file;
  agent.save(file);
  file.put(kStepsTensor, std::span<const std::int64_t>(&steps, 1));
  file.save(path);
}

std::optional<std::int64_t> steps_of(const TensorFile& file) {
  if (!file.contains(kStepsTensor)) return std::nullopt;
  return file.get<std::int64_t>(kStepsTensor)[0];
}

void load_agent(const std::filesystem::path& path, Agent& agent) {
  agent.load(TensorFile::load(path));
}

}  // namespace gymkhana
