// Evaluation: how well an agent does, one fresh world per episode.
#pragma once

#include <cstdint>
#include <vector>

#include "envs/core/episode.h"
#include "envs/core/workers.h"
#include "replay/chunk.h"

namespace gymkhana {

struct Evaluation {
  int episodes = 100;
  std::uint64_t seed = 0;  ///< its streams are apart from all that training uses, also for equal seeds
  int max_steps = 0;       ///< an episode still running then counts as it stands (0: no such limit)
};

/// One episode in each of `episodes` slots, in order of slot. Every slot counts exactly once, so short
/// episodes are not preferred. Returns and lengths are the world's own, below all wrappers. An episode cut by
/// max_steps has no info.
std::vector<Episode> evaluate(const MakeBatch& make_batch, const MakeActor& make_actor,
                              const Evaluation& evaluation, Workers& workers);

}  // namespace gymkhana
