#include "envs/core/wrappers/fire_reset.h"

#include <algorithm>

#include "envs/core/wrappers/values.h"

namespace gymkhana {

FireReset::FireReset(std::unique_ptr<Env> inner) : Wrapper(std::move(inner)) {
  if (!std::holds_alternative<Discrete>(spec().action))
    throw Error("needs Discrete actions, not " + to_string(spec().action));
  const std::vector<std::string>& names = spec().action_names;
  const auto fire = std::find(names.begin(), names.end(), "fire");
  if (fire == names.end()) throw Error("needs an environment with an action named \"fire\"");
  fire_ = static_cast<int>(fire - names.begin());
}

std::unique_ptr<Env> FireReset::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (!wrapper_values::is_on(value)) return inner;
  return std::make_unique<FireReset>(std::move(inner));
}

void FireReset::reset(Rng& rng, Observation observation) {
  Wrapper::reset(rng, {});
  const Step step = Wrapper::step(Action(fire_), rng, observation);
  if (step.terminated || step.truncated) Wrapper::reset(rng, observation);
}

}  // namespace gymkhana
