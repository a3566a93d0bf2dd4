#include "replay/chunk.h"

namespace gymkhana {

Chunk::Chunk(const MakeBatch& make_batch, const MakeActor& make_actor, SlotRange slots)
    : slots_(make_batch, slots),
      actor_(make_actor(slots)),
      streams_(slots.count),
      bounds_(batch().spec().action),
      bounded_actions_(batch().spec().action, slots.count) {}

void Chunk::reset(std::uint64_t seed, Stream world, Stream exploration, ObservationBatch& observations,
                  int column) {
  std::vector<std::uint64_t> seeds;
  for (int i = 0; i < count(); ++i) {
    seeds.push_back(world_seed(seed, world, first() + i, batch().spec().generator));
    streams_[i] = stream(seed, exploration, first() + i);
  }
  slots_.reset(seeds, observations, column);
}

void Chunk::step(const ActorInput& input, ActionBatch& actions, int first_action, std::span<float> log_probs,
                 ObservationBatch& next, int next_column, StepResults results) {
  actor_->act(input, streams_, actions, first_action, log_probs);
  if (bounds_.bounded()) {
    bounds_.clip(actions, first_action, count(), bounded_actions_);
    slots_.step(bounded_actions_, 0, next, next_column, results);
  } else {
    slots_.step(actions, first_action, next, next_column, results);
  }
}

void Chunk::serialize(Archive& archive) {
  archive(slots_, streams_);
}

std::vector<Chunk> make_chunks(const MakeBatch& make_batch, const MakeActor& make_actor, int slots) {
  std::vector<Chunk> chunks;
  for (int k = 0; k < chunk_count(slots); ++k) {
    chunks.emplace_back(make_batch, make_actor, chunk_range(k, slots));
  }
  return chunks;
}

}  // namespace gymkhana
