// Exact scores: what an infinite number of test episodes would show, by the rules of a finite environment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "agents/agent.h"
#include "envs/core/transition_table.h"

namespace gymkhana {

/// Of undiscounted returns and of lengths.
struct ExactScore {
  double mean = 0;
  double deviation = 0;  ///< of the return of one episode
  double mean_length = 0;
  bool cut = false;  ///< whether episodes still went on after a million steps
};

/// What a deterministic policy earns from the start distribution within `step_limit` steps (0: none).
/// `policy` has an action per observation of the table. An episode that goes on after a million steps counts
/// as it stands.
ExactScore exact_score(const TransitionTable& table, std::span<const std::int32_t> policy, int step_limit);

/// The action that a greedy actor of the agent takes for each observation of a finite environment, by its
/// number (state_index.h), counted from 0. `masks` are observations x actions, as in a TransitionTable. Ties
/// are drawn once, always alike. Error when the environment is not finite or the agent has a memory.
std::vector<std::int32_t> greedy_policy_of(const Agent& agent, const EnvSpec& spec,
                                           std::span<const std::uint8_t> masks = {});

/// What the agent's greedy policy earns in an environment like `env`; nothing where the environment shows no
/// transition table.
std::optional<ExactScore> exact_score(const Agent& agent, const Env& env, int step_limit);

}  // namespace gymkhana
