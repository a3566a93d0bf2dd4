// A rollout: T steps of N slots, as the collector gathers and the agents learn from them.
#pragma once

#include <cstdint>
#include <vector>

#include "envs/core/action.h"
#include "envs/core/env.h"
#include "envs/core/episode.h"
#include "envs/core/observation.h"

namespace gymkhana {

/// Experience in columns: column(t, i) = t * slots + i holds step t of slot i. Observations are raw (the
/// environment's own types); row T holds what each slot sees after the last step.
struct Rollout {
  Rollout() = default;
  Rollout(const EnvSpec& spec, int steps, int slots);

  int column(int t, int slot) const { return t * slots + slot; }
  int size() const { return steps * slots; }
  /// The rewards before any reward stage.
  const std::vector<double>& environment_rewards() const {
    return raw_rewards.empty() ? rewards : raw_rewards;
  }

  int steps = 0;                         ///< T
  int slots = 0;                         ///< N
  ObservationBatch observations;         ///< (T + 1) x N
  ActionBatch actions;                   ///< T x N
  std::vector<float> log_probs;          ///< T x N, of the policy that acted
  std::vector<double> rewards;           ///< T x N, as reward stages made them
  std::vector<double> raw_rewards;       ///< T x N, before the reward stages; empty where there are none
  std::vector<std::uint8_t> terminated;  ///< T x N, 1: the future is worth 0
  std::vector<std::uint8_t> truncated;   ///< T x N, 1: stopped; bootstrap from the true last observation
  std::vector<std::uint8_t> masks;       ///< (T + 1) x N x actions; empty when the environment has no mask

  std::vector<float> memory;  ///< N x Actor::memory_size(): what the actor remembered at row 0

  /// Columns in which an episode ended: those that were truncated and not terminated, and those that
  /// terminated; each in ascending order.
  std::vector<int> truncated_columns, terminated_columns;
  /// The true last observations of those episodes and their masks: first of truncated_columns, then of
  /// terminated_columns. May have more slots than there are ends.
  ObservationBatch last_observations;
  std::vector<std::uint8_t> last_masks;  ///< ends x actions

  std::vector<Episode> episodes;   ///< finished ones, in order of step, then slot
  std::vector<int> episode_steps;  ///< the step t in which episodes[k] ended
};

}  // namespace gymkhana
