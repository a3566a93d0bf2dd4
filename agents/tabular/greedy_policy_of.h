// The deterministic policy that an agent follows in a finite world, for exact scores.
#pragma once

#include <cstdint>
#include <vector>

#include "agents/agent.h"

namespace gymkhana {

/// The action that a greedy actor of the agent takes for each observation, by its number (state_index.h),
/// counted from 0: what exact_return() scores. Ties are drawn once, always alike. Error when the world is not
/// finite.
std::vector<std::int32_t> greedy_policy_of(const Agent& agent, const EnvSpec& spec);

}  // namespace gymkhana
