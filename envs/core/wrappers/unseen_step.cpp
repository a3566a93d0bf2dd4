#include "envs/core/wrappers/unseen_step.h"

namespace gymkhana {

Step unseen_step(Env& env, const Action& action, Rng& rng, Observation observation,
                 std::vector<std::byte>& before) {
  if (observation.empty()) return env.step(action, rng, observation);
  save_state(env, before);
  const Rng same_draws = rng;
  const Step step = env.step(action, rng, {});
  if (!step.terminated && !step.truncated) return step;
  load_state(env, before);
  rng = same_draws;
  return env.step(action, rng, observation);
}

}  // namespace gymkhana
