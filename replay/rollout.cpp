#include "replay/rollout.h"

#include "base/error.h"
#include "envs/core/batch.h"
#include "replay/memory.h"

namespace gymkhana {
namespace {

// The number of steps, once it is sure that so many fit.
int checked(const EnvSpec& spec, int steps, int slots) {
  double bytes = sizeof(double) + 2 * sizeof(float) + 2 + static_cast<double>(mask_width(spec));
  for (const Part& part : parts(spec.observation))
    bytes += static_cast<double>(part.size * size_of(part.dtype));
  const double samples = (steps + 1.0) * slots, memory = physical_memory();
  if (samples < 2e9 && samples * bytes < 0.9 * memory) return steps;
  throw Error("a rollout of " + std::to_string(steps) +
              " steps (n_steps; with a replay buffer train_freq) for n_envs = " + std::to_string(slots) +
              " needs " + gibibytes(samples * bytes) + ", but this machine has " + gibibytes(memory) +
              " of memory; make either smaller");
}

}  // namespace

Rollout::Rollout(const EnvSpec& spec, int steps, int slots)
    : steps(checked(spec, steps, slots)),
      slots(slots),
      observations(spec.observation, (steps + 1) * slots),
      actions(spec.action, steps * slots),
      log_probs(size()),
      rewards(size()),
      terminated(size()),
      truncated(size()),
      masks(static_cast<std::size_t>(mask_width(spec)) * (steps + 1) * slots) {}

}  // namespace gymkhana
