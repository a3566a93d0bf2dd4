// A step whose observation nobody looks at, unless it turns out to be the last.
#pragma once

#include <vector>

#include "envs/core/env.h"

namespace gymkhana {

/// Steps `env` without making an observation. Only if the episode ends with this step, its true last
/// observation is written: the step is then taken once more from the state before, with the same draws.
/// `before` is room for that state, to be kept from step to step.
Step unseen_step(Env& env, const Action& action, Rng& rng, Observation observation,
                 std::vector<std::byte>& before);

}  // namespace gymkhana
