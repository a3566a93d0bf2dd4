#include "replay/rollout.h"

namespace gymkhana {
namespace {

std::size_t mask_width(const EnvSpec& spec) {
  const auto* actions = std::get_if<Discrete>(&spec.action);
  return spec.action_mask && actions ? actions->n : 0;
}

}  // namespace

Rollout::Rollout(const EnvSpec& spec, int steps, int slots)
    : steps(steps),
      slots(slots),
      observations(spec.observation, (steps + 1) * slots),
      actions(spec.action, steps * slots),
      log_probs(size()),
      rewards(size()),
      terminated(size()),
      truncated(size()),
      masks(mask_width(spec) * (steps + 1) * slots) {}

}  // namespace gymkhana
