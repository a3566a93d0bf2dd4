// What one task of training or evaluation runs: a chunk of slots with its actor and random streams.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "envs/core/slot_chunk.h"
#include "replay/action_bounds.h"
#include "replay/actor.h"
#include "replay/streams.h"

namespace gymkhana {

/// Makes an actor for these slots.
using MakeActor = std::function<std::unique_ptr<Actor>(SlotRange slots)>;

/// A SlotChunk that acts. Chunks share nothing, so different threads may run them.
class Chunk {
 public:
  Chunk(const MakeBatch& make_batch, const MakeActor& make_actor, SlotRange slots);

  int first() const { return slots_.first(); }
  int count() const { return slots_.count(); }
  const SlotChunk& slots() const { return slots_; }
  const Batch& batch() const { return slots_.batch(); }
  /// What the actor remembers of each slot's running episode: count() x Actor::memory_size().
  std::span<const float> memory() const { return memory_; }

  /// Seeds environments and exploration from their streams below `seed`, and writes the first observations to
  /// observations[column + i].
  void reset(std::uint64_t seed, Stream env, Stream exploration, ObservationBatch& observations, int column);

  /// Acts on what `input` shows and on the slots' memory, and steps: actions[first_action + i] as chosen by
  /// the actor (the environments get them within bounds), next[next_column + i] what is seen then.
  void step(const ActorInput& input, ActionBatch& actions, int first_action, std::span<float> log_probs,
            ObservationBatch& next, int next_column, StepResults results);

  /// Memory is saved where there is any.
  void serialize(Archive& archive);

 private:
  void forget_ended(const StepResults& results);

  SlotChunk slots_;
  std::unique_ptr<Actor> actor_;
  std::vector<float> memory_;
  std::vector<Rng> streams_;  // exploration, one per slot
  ActionBounds bounds_;
  ActionBatch bounded_actions_;
};

/// All chunks of `slots` slots, in order.
std::vector<Chunk> make_chunks(const MakeBatch& make_batch, const MakeActor& make_actor, int slots);

}  // namespace gymkhana
