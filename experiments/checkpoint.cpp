#include "experiments/checkpoint.h"

#include <span>

#include "envs/core/error.h"
#include "nn/safetensors.h"

namespace gymkhana {
namespace {

constexpr const char *kState = "run/state", *kClock = "run/clock";

void put_bytes(TensorFile& file, const char* name, std::span<const std::byte> bytes) {
  file.put(name, std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
}

template <class Thing>
void load_bytes(const TensorFile& file, const std::filesystem::path& path, const char* name, Thing& thing) {
  const auto bytes = std::as_bytes(file.get<std::uint8_t>(name));
  try {
    load_state(thing, bytes);
  } catch (const Error& error) {
    throw Error(path.string() + ": " + name + ": " + error.what());
  }
}

}  // namespace

void save_checkpoint(const std::filesystem::path& path, const RunState& state, const RunClock& clock) {
  TensorFile file;
  state.agent().save(file);
  put_bytes(file, kState, save_state(state));
  put_bytes(file, kClock, save_state(clock));
  file.save(path);
}

RunClock load_checkpoint(const std::filesystem::path& path, RunState& state) {
  const TensorFile file = TensorFile::load(path);
  RunClock clock;
  state.agent().load(file);
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
