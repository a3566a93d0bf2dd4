#include "experiments/run/failure_capsule.h"

#include <span>

#include "nn/safetensors.h"

namespace gymkhana {
namespace {

template <class Number>
void put(TensorFile& file, const std::string& name, const Number* values, std::int64_t rows,
         std::int64_t width = 1) {
  const auto count = static_cast<std::size_t>(rows * width);
  file.put(name, std::span<const Number>(values, count),
           width == 1 ? TensorShape{rows} : TensorShape{rows, width});
}

void put_observations(TensorFile& file, const EnvSpec& spec, const ObservationBatch& batch) {
  const std::vector<Part> named = parts(spec.observation);
  for (int i = 0; i < batch.part_count(); ++i) {
    const std::string name = "batch/observations" + (named[i].name.empty() ? "" : "." + named[i].name);
    const int rows = batch.slots(), width = batch.part(i).size;
    switch (batch.part(i).dtype) {
      case DType::float32:
        put(file, name, batch.data<float>(i), rows, width);
        break;
      case DType::uint8:
        put(file, name, batch.data<std::uint8_t>(i), rows, width);
        break;
      case DType::int32:
        put(file, name, batch.data<std::int32_t>(i), rows, width);
        break;
    }
  }
}

void put_batch(TensorFile& file, const EnvSpec& spec, const Rollout& rollout) {
  put_observations(file, spec, rollout.observations);
  const int size = rollout.size(), width = rollout.actions.width();
  if (rollout.actions.continuous()) {
    put(file, "batch/actions", rollout.actions.data(), size, width);
  } else {
    put(file, "batch/actions", rollout.actions.index_data(), size, width);
  }
  put(file, "batch/log_probs", rollout.log_probs.data(), size);
  put(file, "batch/rewards", rollout.rewards.data(), size);
  put(file, "batch/terminated", rollout.terminated.data(), size);
  put(file, "batch/truncated", rollout.truncated.data(), size);
}

}  // namespace

std::string save_failure(const RunDirectory& directory, const Experiment& experiment, const RunState& state,
                         const NonFinite& failure) {
  TensorFile file;
  state.agent().save(file);
  put_batch(file, state.spec(), state.rollout());
  file.metadata() = {{"reason", failure.what()},
                     {"seed", std::to_string(experiment.train.seed)},
                     {"steps", std::to_string(state.counters().steps)},
                     {"update", std::to_string(failure.update)},
                     {"config", to_ini(experiment)}};
  file.save(directory.failure());
  return std::string(failure.what()) + "; weights and batch are in \"" + directory.failure().string() +
         "\", and resuming \"" + directory.path().string() + "\" repeats the failure";
}

}  // namespace gymkhana
