// The collector: fills rollouts by running chunks of slots on the workers, each for the whole rollout.
#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "envs/core/workers.h"
#include "replay/chunk.h"
#include "replay/rollout.h"

namespace gymkhana {

/// Owns the environments of a training run. Results depend on the seed, the number of slots and the agent,
/// never on the number of workers: chunks are fixed (chunk_slots), each slot has streams of its own, and what
/// the chunks found is put together in the order of (step, slot).
class Collector {
 public:
  /// Slot i's environment is seeded with world_seed(seed, Stream::environment, i), its exploration likewise.
  /// `workers` outlives the collector.
  Collector(const MakeBatch& make_batch, const MakeActor& make_actor, int slots, std::uint64_t seed,
            Workers& workers);

  const EnvSpec& spec() const { return chunks_.front().batch().spec(); }
  int slots() const { return observations_.slots(); }
  /// The environment in a slot, for those who draw it.
  const Env& env(int slot) const {
    const int size = chunk_slots(slots());
    return chunks_[slot / size].batch().env(slot % size);
  }

  /// Takes each slot through rollout.steps steps. Row 0 is what the slots saw when the last rollout ended.
  /// `stepped`, if given, counts steps of all slots while they are made.
  void collect(Rollout& rollout, std::atomic<std::int64_t>* stepped = nullptr);

  /// Environments, generators, running episodes and what the slots see: all that the next rollout depends on
  /// besides the agent.
  void serialize(Archive& archive);

 private:
  /// What a chunk met besides the columns that it wrote in place; kept apart until all are done.
  struct Findings {
    std::vector<int> ended_columns;
    ObservationBatch last_observations;
    std::vector<std::uint8_t> last_masks;
    std::vector<int> episode_columns;
    std::vector<Episode> episodes;
  };
  /// Item `index` of the findings of `chunk`.
  struct Finding {
    int column, chunk, index;
  };

  void run_chunk(int index, Rollout& rollout, std::atomic<std::int64_t>* stepped);
  void note(const Chunk& chunk, Findings& findings, int column, Rollout& rollout) const;
  void write_masks(const Chunk& chunk, int row, Rollout& rollout) const;
  void merge_ends(Rollout& rollout);
  void merge_episodes(Rollout& rollout);
  void sort_findings(std::vector<int> Findings::*columns);

  Workers& workers_;
  std::vector<Chunk> chunks_;
  std::vector<Findings> findings_;  // one per chunk
  std::vector<Finding> order_;
  ObservationBatch observations_;  // what each slot sees now
};

}  // namespace gymkhana
