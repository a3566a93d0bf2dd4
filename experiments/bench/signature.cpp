#include "experiments/bench/signature.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "base/hash.h"
#include "experiments/run/run_state.h"
#include "experiments/settings/preset.h"
#include "nn/safetensors.h"

namespace gymkhana {
namespace {

constexpr std::int64_t kSteps = 2'000;  // after the first step of learning

std::string_view view(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::uint64_t preset_signature(const Registry& registry, const std::string& name) {
  const PresetSettings preset = load_preset(name);
  const Settings fixed = {{"seed", "0"}, {"workers", "1"}};
  const Experiment experiment = resolve(registry, {{preset.origin, preset.settings}, {"", fixed}});
  RunState state(registry, experiment);
  std::int64_t end = experiment.train.n_timesteps;
  for (bool learning = false; state.counters().steps < end;) {
    state.advance();
    if (learning || !state.agent().has_learned()) continue;
    learning = true;
    end = std::min(end, state.counters().steps + kSteps);
  }
  TensorFile weights;
  state.agent().save(weights);
  std::uint64_t hash = hash_bytes(view(save_state(state)));
  for (const auto& [tensor, content] : weights.tensors()) {
    hash = hash_bytes(view(content.bytes), hash_bytes(tensor, hash));
  }
  return hash;
}

}  // namespace gymkhana
