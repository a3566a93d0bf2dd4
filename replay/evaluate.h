// Evaluation: how well an agent does, one fresh environment per episode.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "envs/core/episode.h"
#include "envs/core/workers.h"
#include "replay/chunk.h"

namespace gymkhana {

struct Evaluation {
  int episodes = 100;
  std::uint64_t seed = 0;  ///< its streams are apart from all that training uses, also for equal seeds
  int max_steps = 0;       ///< an episode still running then counts as it stands (0: no such limit)
  std::atomic<std::int64_t>* finished = nullptr;  ///< counts episodes as they end; may be null
  std::function<bool()> stop = nullptr;  ///< asked at every step, on any thread: whether to break off
};

/// One episode in each of `episodes` slots, in order of slot. Every slot counts exactly once, so short
/// episodes are not preferred. Returns and lengths are the environment's own, below all wrappers. An episode
/// cut by max_steps has no info. Throws Interrupted when asked to stop.
std::vector<Episode> evaluate(const MakeBatch& make_batch, const MakeActor& make_actor,
                              const Evaluation& evaluation, Workers& workers);

}  // namespace gymkhana
