#include "envs/core/wrappers/unseen_step.h"

#include <vector>

namespace gymkhana {

Step unseen_step(Env& env, const Action& action, Rng& rng, Observation observation) {
  if (observation.empty()) return env.step(action, rng, observation);
  const std::vector<std::byte> state = save_state(env);
  const Rng before = rng;
  const Step step = env.step(action, rng, {});
  if (!step.terminated && !step.truncated) return step;
  load_state(env, state);
  rng = before;
  return env.step(action, rng, observation);
}

}  // namespace gymkhana
