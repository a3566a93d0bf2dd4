// A chunk: a few neighbouring slots that one task takes through acting and stepping.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "envs/core/batch.h"
#include "replay/action_bounds.h"
#include "replay/actor.h"

namespace gymkhana {

/// Makes a batch of `slots` slots of the run's world.
using MakeBatch = std::function<std::unique_ptr<Batch>(int slots)>;
/// Makes an actor for up to `slots` slots.
using MakeActor = std::function<std::unique_ptr<Actor>(int slots)>;

/// Slots per chunk, whatever the number of workers: the last chunk may have fewer. Small enough that eight
/// slots keep two workers busy; larger chunks would make inference cheaper per slot (see collector_bench).
inline constexpr int kChunkSlots = 4;

/// What a run's random streams are for; the first key of Rng::spawn, the second being the slot.
enum class Stream : std::uint32_t { world, exploration, evaluation_world, evaluation_exploration };

/// The seed of the world in `slot` of a run or an evaluation with base seed `seed`; neighbouring seeds and
/// slots share nothing. 32 bits for worlds with numpy's legacy generator.
std::uint64_t world_seed(std::uint64_t seed, Stream use, int slot, Generator generator);

/// The slots first .. first + count - 1 with their worlds, actor and generators. Chunks share nothing, so
/// different threads may run them; a chunk gives the same results wherever it runs.
class Chunk {
 public:
  Chunk(const MakeBatch& make_batch, const MakeActor& make_actor, int first, int count);

  int first() const { return first_; }
  int count() const { return batch_->slots(); }
  const Batch& batch() const { return *batch_; }

  /// Seeds worlds and exploration, and writes the first observations to observations[column + i].
  void reset(std::uint64_t seed, Stream world, Stream exploration, ObservationBatch& observations,
             int column);

  /// Acts on what `input` shows and steps: actions[first_action + i] as chosen by the actor (the worlds get
  /// them within bounds), next[next_column + i] what is seen then.
  void step(const ActorInput& input, ActionBatch& actions, int first_action, std::span<float> log_probs,
            ObservationBatch& next, int next_column, StepResults results);

  /// Writes count() x width masks of the worlds' present states.
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
