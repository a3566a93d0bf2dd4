// Observations as JSON, in the form of the recorded trajectories.
#pragma once

#include <string>

#include "envs/core/observation.h"
#include "envs/core/space.h"

namespace gymkhana {

/// How a Box of zeros and ones is written.
enum class BitsAs { numbers, indices_of_ones };

/// Box, MultiDiscrete, MultiBinary: a flat list; Discrete: a number; Text: a string; Tuple: a list of its
/// parts; Dict: an object. `space` is the batch's.
std::string observation_json(const Space& space, const ObservationBatch& batch, int slot, BitsAs bits);

}  // namespace gymkhana
