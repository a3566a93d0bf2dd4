// A chunk: a few neighbouring slots that one task takes through acting and stepping.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "envs/core/batch.h"
#include "replay/action_bounds.h"
#include "replay/actor.h"
#include "replay/streams.h"

namespace gymkhana {

/// Makes a batch of `slots` slots of the run's world.
using MakeBatch = std::function<std::unique_ptr<Batch>(int slots)>;
/// Makes an actor for these slots.
using MakeActor = std::function<std::unique_ptr<Actor>(SlotRange slots)>;

/// Slots per chunk of a run with `slots` of them, whatever the number of workers; the last chunk may have
/// fewer. Small enough that eight slots keep two workers busy; with many slots larger, because inference is
/// cheaper per slot then (see collector_bench).
constexpr int chunk_slots(int slots) {
  return std::clamp(slots / 8, 4, 16);
}

/// The slots first .. first + count - 1 with their worlds, actor and generators. Chunks share nothing, so
/// different threads may run them; a chunk gives the same results wherever it runs.
class Chunk {
 public:
  Chunk(const MakeBatch& make_batch, const MakeActor& make_actor, int first, int count);

  int first() const { return first_; }
  int count() const { return batch_->slots(); }
  const Batch& batch() const { return *batch_; }

  /// Seeds worlds and exploration from their streams below `seed`, and writes the first observations to
  /// observations[column + i].
  void reset(std::uint64_t seed, Stream world, Stream exploration, ObservationBatch& observations,
             int column);

  /// Acts on what `input` shows and steps: actions[first_action + i] as chosen by the actor (the worlds get
  /// them within bounds), next[next_column + i] what is seen then.
  void step(const ActorInput& input, ActionBatch& actions, int first_action, std::span<float> log_probs,
            ObservationBatch& next, int next_column, StepResults results);

  /// Writes count() x width masks of the environments' present states. Error where one leaves no action.
  void write_masks(std::span<std::uint8_t> masks) const;

  void serialize(Archive& archive);

 private:
  int first_;
  std::unique_ptr<Batch> batch_;
  std::unique_ptr<Actor> actor_;
  std::vector<Rng> streams_;  // exploration, one per slot
  ActionBounds bounds_;
  ActionBatch bounded_actions_;
};

/// One chunk after another for `slots` slots.
std::vector<Chunk> make_chunks(const MakeBatch& make_batch, const MakeActor& make_actor, int slots);

}  // namespace gymkhana
