#include "replay/chunk.h"

#include <algorithm>
#include <iterator>

namespace gymkhana {

Chunk::Chunk(const MakeBatch& make_batch, const MakeActor& make_actor, SlotRange slots)
    : slots_(make_batch, slots),
      actor_(make_actor(slots)),
      memory_(static_cast<std::size_t>(slots.count) * actor_->memory_size()),
      streams_(slots.count),
      bounds_(batch().spec().action),
      bounded_actions_(batch().spec().action, slots.count) {}

void Chunk::reset(std::uint64_t seed, Stream env, Stream exploration, ObservationBatch& observations,
                  int column) {
  std::vector<std::uint64_t> seeds;
  for (int i = 0; i < count(); ++i) {
    seeds.push_back(env_seed(seed, env, first() + i, batch().spec().generator));
    streams_[i] = stream(seed, exploration, first() + i);
  }
  std::fill(memory_.begin(), memory_.end(), 0.f);
  slots_.reset(seeds, observations, column);
}

void Chunk::step(const ActorInput& input, ActionBatch& actions, int first_action, std::span<float> log_probs,
                 ObservationBatch& next, int next_column, StepResults results) {
  ActorInput remembering = input;
  remembering.memory = remembering.next_memory = memory_;
  actor_->act(remembering, streams_, actions, first_action, log_probs);
  if (bounds_.bounded()) {
    bounds_.clip(actions, first_action, count(), bounded_actions_);
    slots_.step(bounded_actions_, 0, next, next_column, results);
  } else {
    slots_.step(actions, first_action, next, next_column, results);
  }
  forget_ended(results);
}

void Chunk::forget_ended(const StepResults& results) {
  const std::ptrdiff_t size = std::ssize(memory_) / count();
  if (size == 0) return;
  for (int i = 0; i < count(); ++i) {
    if (results.ended(i)) std::fill_n(memory_.begin() + i * size, size, 0.f);
  }
}

void Chunk::serialize(Archive& archive) {
  archive(slots_, streams_);
  if (!memory_.empty()) archive(memory_);
}

std::vector<Chunk> make_chunks(const MakeBatch& make_batch, const MakeActor& make_actor, int slots) {
  std::vector<Chunk> chunks;
  for (int k = 0; k < chunk_count(slots); ++k) {
    chunks.emplace_back(make_batch, make_actor, chunk_range(k, slots));
  }
  return chunks;
}

}  // namespace gymkhana
