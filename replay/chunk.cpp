#include "replay/chunk.h"

#include <algorithm>

#include "base/error.h"

namespace gymkhana {
namespace {

Error no_action_left(const Batch& batch, int place, int slot) {
  return Error(batch.spec().id + ": every action is masked in slot " + std::to_string(slot) + " after step " +
               std::to_string(batch.clock(place).length()) +
               " of its episode; an environment without an action left must end the episode (see check-env)");
}

}  // namespace

Chunk::Chunk(const MakeBatch& make_batch, const MakeActor& make_actor, int first, int count)
    : first_(first),
      batch_(make_batch(count)),
      actor_(make_actor({first, count})),
      streams_(count),
      bounds_(batch_->spec().action),
      bounded_actions_(batch_->spec().action, count) {}

void Chunk::reset(std::uint64_t seed, Stream world, Stream exploration, ObservationBatch& observations,
                  int column) {
  std::vector<std::uint64_t> seeds;
  for (int i = 0; i < count(); ++i) {
    seeds.push_back(world_seed(seed, world, first_ + i, batch_->spec().generator));
    streams_[i] = stream(seed, exploration, first_ + i);
  }
  batch_->reset(seeds, observations, column);
}

void Chunk::step(const ActorInput& input, ActionBatch& actions, int first_action, std::span<float> log_probs,
                 ObservationBatch& next, int next_column, StepResults results) {
  actor_->act(input, streams_, actions, first_action, log_probs);
  if (bounds_.bounded()) {
    bounds_.clip(actions, first_action, count(), bounded_actions_);
    batch_->step(bounded_actions_, 0, next, next_column, results);
  } else {
    batch_->step(actions, first_action, next, next_column, results);
  }
}

void Chunk::write_masks(std::span<std::uint8_t> masks) const {
  const std::size_t width = masks.size() / count();
  for (int i = 0; i < count(); ++i) {
    const std::span<std::uint8_t> mask = masks.subspan(i * width, width);
    batch_->env(i).action_mask(mask);
    if (std::none_of(mask.begin(), mask.end(), [](int flag) { return flag != 0; }))
      throw no_action_left(*batch_, i, first_ + i);
  }
}

void Chunk::serialize(Archive& archive) {
  batch_->serialize(archive);
  archive(streams_);
}

std::vector<Chunk> make_chunks(const MakeBatch& make_batch, const MakeActor& make_actor, int slots) {
  std::vector<Chunk> chunks;
  const int size = chunk_slots(slots);
  for (int first = 0; first < slots; first += size) {
    chunks.emplace_back(make_batch, make_actor, first, std::min(size, slots - first));
  }
  return chunks;
}

}  // namespace gymkhana
