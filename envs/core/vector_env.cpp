#include "envs/core/vector_env.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"

namespace gymkhana {

VectorEnv::VectorEnv(VectorEnv&&) noexcept = default;
VectorEnv& VectorEnv::operator=(VectorEnv&&) noexcept = default;
VectorEnv::~VectorEnv() = default;

VectorEnv::VectorEnv(const EnvRegistry& registry, const std::string& id, int slots, VectorOptions options)
    : slots_(slots) {
  if (slots < 1) throw Error(id + ": " + std::to_string(slots) + " slots; a vector needs at least one");
  if (options.workers < 1)
    throw Error(id + ": " + std::to_string(options.workers) + " workers; give at least one");
  chunks_ = make_slot_chunks(
      [&](int count) { return registry.make_batch(id, count, options.options, options.wrappers); }, slots);
  workers_ = std::make_unique<Workers>(options.workers);
  observations_ = finals_ = ObservationBatch(spec().observation, slots);
  rewards_.resize(slots);
  terminated_.resize(slots);
  truncated_.resize(slots);
  finished_.reserve(slots);
}

void VectorEnv::reset(std::uint64_t seed) {
  std::vector<std::uint64_t> seeds(slots_);
  std::iota(seeds.begin(), seeds.end(), seed);
  reset(seeds);
}

void VectorEnv::reset(std::span<const std::uint64_t> seeds) {
  if (seeds.size() != static_cast<std::size_t>(slots_)) {
    throw Error(spec().id + ": " + std::to_string(seeds.size()) + " seeds for " + std::to_string(slots_) +
                " slots; give one seed per slot");
  }
  for (SlotChunk& chunk : chunks_) {
    chunk.reset(seeds.subspan(chunk.first(), chunk.count()), observations_, chunk.first());
  }
  std::fill(rewards_.begin(), rewards_.end(), 0.0);
  std::fill(terminated_.begin(), terminated_.end(), std::uint8_t{0});
  std::fill(truncated_.begin(), truncated_.end(), std::uint8_t{0});
  finished_.clear();
  started_ = true;
}

void VectorEnv::step(const ActionBatch& actions) {
  if (!started_) throw Error(spec().id + ": step before the first reset; call reset(seed)");
  if (actions.slots() != slots_) {
    throw Error(spec().id + ": " + std::to_string(actions.slots()) + " actions for " +
                std::to_string(slots_) + " slots; give one action per slot");
  }
  workers_->run(static_cast<int>(chunks_.size()), [&](int i) { step_chunk(chunks_[i], actions); });
  finished_.clear();
  for (const SlotChunk& chunk : chunks_) chunk.append_finished(finished_);
}

void VectorEnv::step_chunk(SlotChunk& chunk, const ActionBatch& actions) {
  const int first = chunk.first();
  const auto share = [&](auto& values) { return std::span(values).subspan(first, chunk.count()); };
  const StepResults results{share(rewards_), share(terminated_), share(truncated_)};
  chunk.step(actions, first, observations_, first, results);
  for (int i = 0; i < chunk.count(); ++i) {
    if (results.ended(i)) finals_.copy(first + i, chunk.batch().final_observations(), i);
  }
}

void VectorEnv::info(std::span<float> values) const {
  const std::size_t width = spec().info.size();
  for (int i = 0; i < slots_; ++i) env(i).info(values.subspan(i * width, width));
}

void VectorEnv::action_masks(std::span<std::uint8_t> masks) const {
  const std::size_t width = masks.size() / slots_;
  for (const SlotChunk& chunk : chunks_) {
    chunk.write_masks(masks.subspan(chunk.first() * width, chunk.count() * width));
  }
}

void VectorEnv::serialize(Archive& archive) {
  std::string id = spec().id;
  int slots = slots_;
  archive(id, slots, started_);
  if (id != spec().id || slots != slots_) {
    throw Error("saved state is of " + std::to_string(slots) + " x " + id + ", not of " +
                std::to_string(slots_) + " x " + spec().id);
  }
  for (SlotChunk& chunk : chunks_) chunk.serialize(archive);
  archive(observations_, finals_, rewards_, terminated_, truncated_, finished_);
}

}  // namespace gymkhana
