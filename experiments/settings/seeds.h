// Which random streams a run uses, so that no two runs and no training and evaluation share one.
#pragma once

#include <cstdint>

namespace gymkhana {

/// Seeds drawn from a run's seed by SeedSequence: those of neighbouring runs have nothing in common.
struct RunSeeds {
  std::uint64_t envs;   ///< of the collector
  std::uint64_t agent;  ///< of first weights, exploration, minibatches
};

RunSeeds run_seeds(std::uint64_t run);

/// The seed of the evaluation after `steps` environment steps; the final evaluation of a finished run, by the
/// verb `eval`, has streams of its own.
std::uint64_t evaluation_seed(std::uint64_t run, std::uint64_t steps);

}  // namespace gymkhana
