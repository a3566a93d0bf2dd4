// Several slots of one environment stepped in a row: time limits, auto-reset, true last observations.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "envs/core/env.h"
#include "envs/core/episode.h"

namespace gymkhana {

/// Flags of an action mask: one per Discrete action; 0 where the environment has no mask.
inline int mask_width(const EnvSpec& spec) {
  const auto* actions = std::get_if<Discrete>(&spec.action);
  return spec.action_mask && actions ? actions->n : 0;
}

/// Where a step's results go: one entry per slot.
struct StepResults {
  std::span<double> rewards;
  std::span<std::uint8_t> terminated;
  std::span<std::uint8_t> truncated;

  /// Whether slot i's episode ended in the step, in either way.
  bool ended(int i) const { return terminated[i] || truncated[i]; }
};

/// Slots stepped one after another on the calling thread. A slot whose episode ends is reset in the same
/// step: its new first observation goes to the caller, the true last one to final_observations(). Not
/// thread-safe; different batches are independent.
class Batch {
 public:
  virtual ~Batch() = default;

  virtual int slots() const = 0;
  const EnvSpec& spec() const { return env(0).spec(); }

  /// Gives slot i a generator seeded with seeds[i], starts an episode, and writes its first observation to
  /// observations[first + i].
  virtual void reset(std::span<const std::uint64_t> seeds, ObservationBatch& observations, int first = 0) = 0;

  /// Slot i takes actions[first_action + i] and writes what it then sees to observations[first + i].
  virtual void step(const ActionBatch& actions, int first_action, ObservationBatch& observations, int first,
                    StepResults results) = 0;

  /// Slot i's observation at the end of its last episode; of use right after a step that ended one.
  const ObservationBatch& final_observations() const { return finals_; }
  /// What was of use then: mask_width(spec()) flags per slot.
  const std::vector<std::uint8_t>& final_masks() const { return final_masks_; }
  /// The episodes that ended in the last step, in slot order.
  const std::vector<Episode>& finished() const { return finished_; }

  /// Of slot i's running episode: the environment's own steps and rewards, below all wrappers.
  virtual const EpisodeClock& clock(int slot) const = 0;

  virtual Env& env(int slot) = 0;
  virtual const Env& env(int slot) const = 0;
  virtual Rng& rng(int slot) = 0;

  /// Environments, generators and running episodes; not the observations, which the caller holds.
  virtual void serialize(Archive& archive) = 0;

 protected:
  ObservationBatch finals_;
  std::vector<std::uint8_t> final_masks_;
  std::vector<Episode> finished_;
};

/// An environment that ticks an EpisodeClock of its own, under wrappers that change rewards or skip steps.
template <class EnvType>
concept KeepsClock = requires(const EnvType& env) {
  { env.clock() } -> std::same_as<const EpisodeClock&>;
};

/// A batch of one concrete type of environment, stepped without virtual calls.
template <class EnvType>
class TypedBatch final : public Batch {
 public:
  explicit TypedBatch(std::vector<EnvType> envs)
      : envs_(std::move(envs)), rngs_(envs_.size()), clocks_(envs_.size()) {
    finals_ = ObservationBatch(envs_[0].spec().observation, slots());
    final_masks_.resize(envs_.size() * mask_width(envs_[0].spec()));
  }

  int slots() const override { return static_cast<int>(envs_.size()); }
  Env& env(int slot) override { return envs_[slot]; }
  const Env& env(int slot) const override { return envs_[slot]; }
  Rng& rng(int slot) override { return rngs_[slot]; }
  const EpisodeClock& clock(int slot) const override { return clock_of(*this, slot); }

  void reset(std::span<const std::uint64_t> seeds, ObservationBatch& observations, int first) override {
    const bool legacy = spec().generator == Generator::mt19937;
    for (int i = 0; i < slots(); ++i) {
      rngs_[i] = legacy ? Rng::legacy(seeds[i]) : Rng(seeds[i]);
      clocks_[i].restart();
      envs_[i].reset(rngs_[i], observations[first + i]);
    }
  }

  void step(const ActionBatch& actions, int first_action, ObservationBatch& observations, int first,
            StepResults results) override {
    finished_.clear();
    const int limit = spec().max_episode_steps;
    for (int i = 0; i < slots(); ++i) {
      Step step = envs_[i].step(actions[first_action + i], rngs_[i], observations[first + i]);
      if constexpr (!KeepsClock<EnvType>) step = clocks_[i].tick(step, limit);
      results.rewards[i] = step.reward;
      results.terminated[i] = step.terminated;
      results.truncated[i] = step.truncated;
      if (step.terminated || step.truncated) finish(i, observations, first + i);
    }
  }

  void serialize(Archive& archive) override {
    for (EnvType& env : envs_) env.serialize(archive);
    archive(rngs_, clocks_);
  }

 private:
  void finish(int slot, ObservationBatch& observations, int column) {
    finals_.copy(slot, observations, column);
    if (const std::size_t width = final_masks_.size() / envs_.size(); width > 0) {
      envs_[slot].action_mask(std::span(final_masks_).subspan(slot * width, width));
    }
    const EpisodeClock& clock = clock_of(*this, slot);
    if (clock.over()) {
      Episode& episode = finished_.emplace_back(Episode{slot, clock.total_reward(), clock.length(), {}});
      episode.info.resize(spec().info.size());
      envs_[slot].info(episode.info);
    }
    clocks_[slot].restart();
    envs_[slot].reset(rngs_[slot], observations[column]);
  }

  static const EpisodeClock& clock_of(const TypedBatch& batch, int slot) {
    if constexpr (KeepsClock<EnvType>) {
      return batch.envs_[slot].clock();
    } else {
      return batch.clocks_[slot];
    }
  }

  std::vector<EnvType> envs_;
  std::vector<Rng> rngs_;
  std::vector<EpisodeClock> clocks_;
};

}  // namespace gymkhana
