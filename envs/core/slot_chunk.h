// A chunk of slots: neighbouring slots that one task steps in a row, for VectorEnv and for training alike.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "envs/core/batch.h"
#include "envs/core/slots.h"

namespace gymkhana {

/// Makes a batch of `slots` slots of one environment.
using MakeBatch = std::function<std::unique_ptr<Batch>(int slots)>;

/// The environments of a range of slots. Chunks share nothing, so different threads may run them; a chunk
/// gives the same results wherever it runs.
class SlotChunk {
 public:
  SlotChunk(const MakeBatch& make_batch, SlotRange slots)
      : first_(slots.first), batch_(make_batch(slots.count)) {}

  int first() const { return first_; }
  int count() const { return batch_->slots(); }
  Batch& batch() { return *batch_; }
  const Batch& batch() const { return *batch_; }

  /// Seeds slot first() + i with seeds[i], and writes its first observation to observations[column + i].
  void reset(std::span<const std::uint64_t> seeds, ObservationBatch& observations, int column) {
    batch_->reset(seeds, observations, column);
  }
  /// Slot first() + i takes actions[first_action + i] and writes what it then sees to observations[column +
  /// i].
  void step(const ActionBatch& actions, int first_action, ObservationBatch& observations, int column,
            StepResults results) {
    batch_->step(actions, first_action, observations, column, results);
  }

  /// Writes count() x n flags: 1 for each Discrete action that is of use now. Error where a state leaves
  /// none.
  void write_masks(std::span<std::uint8_t> masks) const;
  /// Appends the episodes that ended in the last step, their slots counted as the whole counts them.
  void append_finished(std::vector<Episode>& episodes) const;

  void serialize(Archive& archive) { batch_->serialize(archive); }

 private:
  int first_;
  std::unique_ptr<Batch> batch_;
};

/// All chunks of `slots` slots, in order.
std::vector<SlotChunk> make_slot_chunks(const MakeBatch& make_batch, int slots);

}  // namespace gymkhana
