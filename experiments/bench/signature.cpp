#include "experiments/bench/signature.h"

#include <algorithm>
#include <span>

#include "experiments/bench/hash.h"
#include "experiments/preset.h"
#include "experiments/run_state.h"
#include "nn/safetensors.h"

namespace gymkhana {
namespace {

constexpr std::int64_t kSteps = 2'000, kUpdates = 2;  // at least

std::string_view view(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::uint64_t preset_signature(const Registry& registry, const std::string& name) {
  const PresetSettings preset = load_preset(name);
  const Settings fixed = {{"seed", "0"}, {"workers", "1"}};
  const Experiment experiment = resolve(registry, {{preset.origin, preset.settings}, {"", fixed}});
  RunState state(registry, experiment);
  do {
    state.advance();
  } while (state.counters().steps < std::min(kSteps, experiment.train.n_timesteps) ||
           state.counters().updates < kUpdates);
  TensorFile weights;
  state.agent().save(weights);
  std::uint64_t hash = hash_bytes(view(save_state(state)));
  for (const auto& [tensor, content] : weights.tensors()) {
    hash = hash_bytes(view(content.bytes), hash_bytes(tensor, hash));
  }
  return hash;
}

}  // namespace gymkhana
