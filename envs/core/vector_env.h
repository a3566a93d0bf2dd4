// N slots of one environment behind one reset and one step, as in Gymnasium's VectorEnv: the easy way to use
// environments.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "envs/core/registry.h"
#include "envs/core/slot_chunk.h"
#include "envs/core/workers.h"

namespace gymkhana {

/// How the slots of a VectorEnv are made and stepped.
struct VectorOptions {
  int workers = 1;         ///< threads; results do not depend on it
  Settings options = {};   ///< of the environment
  Settings wrappers = {};  ///< around each environment, the first nearest to it
};

/// Slots 0 .. slots-1 stepped together. An episode that ends is followed by the next one in the same step:
/// observations() then holds the new episode's first observation and final_observations() the old one's last.
///
///     VectorEnv envs(standard_envs(), "CartPole-v1", 64);
///     ActionBatch actions(envs.spec().action, envs.slots());
///     envs.reset(42);
///     envs.step(actions);
///
/// After construction and the first steps nothing is allocated, but for the info fields of episodes that end
/// and where an environment keeps lists that grow (Seaquest's swimmers, the steps since a reset of Box2D's
/// environments).
class VectorEnv {
 public:
  /// Error for fewer than one slot or worker, and for what EnvRegistry::make_batch refuses.
  VectorEnv(const EnvRegistry& registry, const std::string& id, int slots, VectorOptions options = {});
  VectorEnv(VectorEnv&&) noexcept;
  VectorEnv& operator=(VectorEnv&&) noexcept;
  ~VectorEnv();

  int slots() const { return slots_; }
  int workers() const { return workers_->count(); }
  const EnvSpec& spec() const { return chunks_[0].batch().spec(); }

  /// Starts an episode in every slot; slot i is seeded with seed + i.
  void reset(std::uint64_t seed);
  /// Slot i is seeded with seeds[i].
  void reset(std::span<const std::uint64_t> seeds);
  /// Slot i takes actions[i]. Error before the first reset, or when there are not as many actions as slots.
  void step(const ActionBatch& actions);

  /// What each slot sees now: where its episode goes on or has just begun.
  const ObservationBatch& observations() const { return observations_; }
  /// The true last observation of each slot whose episode ended in this step; of use for those only.
  const ObservationBatch& final_observations() const { return finals_; }

  // Of the last step, one entry per slot.
  std::span<const double> rewards() const { return rewards_; }
  std::span<const std::uint8_t> terminated() const { return terminated_; }
  std::span<const std::uint8_t> truncated() const { return truncated_; }
  /// The episodes that ended in the last step, in slot order.
  const std::vector<Episode>& finished() const { return finished_; }

  /// Fills slots x spec().info.size() numbers, slot after slot. Of an ended episode, see finished().
  void info(std::span<float> values) const;
  /// Fills slots x n flags (Discrete actions only): 1 for each action that is of use now.
  void action_masks(std::span<std::uint8_t> masks) const;

  Env& env(int slot) { return chunk_of(slot).batch().env(slot - chunk_of(slot).first()); }
  const Env& env(int slot) const {
    const SlotChunk& chunk = chunks_[slot / chunk_slots(slots_)];
    return chunk.batch().env(slot - chunk.first());
  }
  Rng& rng(int slot) { return chunk_of(slot).batch().rng(slot - chunk_of(slot).first()); }

  /// Everything: environments, generators, running episodes, and the results of the last step.
  void serialize(Archive& archive);

 private:
  SlotChunk& chunk_of(int slot) { return chunks_[slot / chunk_slots(slots_)]; }
  void step_chunk(SlotChunk& chunk, const ActionBatch& actions);

  std::vector<SlotChunk> chunks_;
  std::unique_ptr<Workers> workers_;
  int slots_ = 0;
  bool started_ = false;

  ObservationBatch observations_, finals_;
  std::vector<double> rewards_;
  std::vector<std::uint8_t> terminated_, truncated_;
  std::vector<Episode> finished_;
};

}  // namespace gymkhana
