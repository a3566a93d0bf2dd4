// The signature of a build: one number that changes when anything that is learned changes, and with nothing
// else.
#pragma once

#include <cstdint>
#include <string>

#include "experiments/settings/registry.h"

namespace gymkhana {

/// Of a short run of a preset with seed 0: a hash of weights, optimiser, environments, generators and
/// counters a fixed number of steps after it has begun to learn. The same on any number of threads;
/// processors with other vector units may round differently.
std::uint64_t preset_signature(const Registry& registry, const std::string& preset);

}  // namespace gymkhana
