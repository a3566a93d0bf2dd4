// How the collector asks for actions: one Actor per chunk of slots.
#pragma once

#include <cstdint>
#include <span>

#include "envs/core/action.h"
#include "envs/core/observation.h"
#include "envs/core/random/rng.h"
#include "envs/core/slots.h"

namespace gymkhana {

/// What a chunk of neighbouring slots sees, observations[first + i] for i < count, and what it remembers.
struct ActorInput {
  const ObservationBatch& observations;
  int first = 0;
  int count = 1;
  std::span<const std::uint8_t> masks =
      {};  ///< count x actions, 1 = of use; empty when the environment has no mask
  std::span<const float> memory = {};  ///< count x Actor::memory_size(); 0 at the start of an episode
  std::span<float> next_memory = {};   ///< where act() writes it for the next step; may be the same place

  /// The i-th slot's share of the masks.
  std::span<const std::uint8_t> mask(int i = 0) const {
    const std::size_t actions = masks.size() / count;
    return masks.subspan(i * actions, actions);
  }
};

/// Chooses actions by an agent's present weights, which it only reads, in a workspace of its own: several
/// actors of one agent may act at the same time on different threads.
class Actor {
 public:
  virtual ~Actor() = default;

  /// Floats that a slot keeps for the actor from step to step of an episode.
  virtual int memory_size() const { return 0; }

  /// Writes actions[first_action + i] and, unless empty, log_probs[i] (natural logarithm of the probability
  /// or density with which the action was chosen; 0 for greedy choices). Slot i draws from streams[i] only.
  /// An actor with a memory reads input.memory and fills input.next_memory.
  virtual void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
                   std::span<float> log_probs) = 0;
};

}  // namespace gymkhana
