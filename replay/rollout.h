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
/// world's own types); row T holds what each slot sees after the last step.
struct Rollout {
  Rollout() = default;
  Rollout(const EnvSpec& spec, int steps, int slots);

  int column(int t, int slot) const { return t * slots + slot; }
  int size() const { return steps * slots; }

  int steps = 0;                         ///< T
  int slots = 0;                         ///< N
  ObservationBatch observations;         ///< (T + 1) x N
  ActionBatch actions;                   ///< T x N
  std::vector<float> log_probs;          ///< T x N, of the policy that acted
  std::vector<double> rewards;           ///< T x N
  std::vector<std::uint8_t> terminated;  ///< T x N, 1: the future is worth 0
  std::vector<std::uint8_t> truncated;   ///< T x N, 1: stopped; bootstrap from the true last observation
  std::vector<std::uint8_t> masks;       ///< (T + 1) x N x actions; empty when the world has no mask

  /// True last observations of steps that were truncated and not terminated: observation k belongs to column
  /// truncated_columns[k]; in ascending order of columns.
  std::vector<int> truncated_columns;
  ObservationBatch last_observations;  ///< at least truncated_columns.size() slots

  std::vector<Episode> episodes;   ///< finished ones, in order of step, then slot
  std::vector<int> episode_steps;  ///< the step t in which episodes[k] ended
};

}  // namespace gymkhana
