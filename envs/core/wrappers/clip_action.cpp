#include "envs/core/wrappers/clip_action.h"

#include <algorithm>
#include <limits>

#include "envs/core/wrappers/values.h"

namespace gymkhana {

ClipAction::ClipAction(std::unique_ptr<Env> inner)
    : Wrapper(std::move(inner)), bounds_(wrapper_values::float_box(spec().action, "actions")) {
  constexpr float any = std::numeric_limits<float>::infinity();
  values_.resize(wrapper_values::count(bounds_));
  EnvSpec changed = spec();
  changed.action = Box{bounds_.shape, {-any}, {any}, DType::float32};
  set_spec(std::move(changed));
}

std::unique_ptr<Env> ClipAction::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (!wrapper_values::is_on(value)) return inner;
  return std::make_unique<ClipAction>(std::move(inner));
}

Step ClipAction::step(const Action& action, Rng& rng, Observation observation) {
  for (int i = 0; i < static_cast<int>(values_.size()); ++i) {
    values_[i] = std::clamp(action.values()[i], low_of(bounds_, i), high_of(bounds_, i));
  }
  return Wrapper::step(Action(std::span<const float>(values_)), rng, observation);
}

}  // namespace gymkhana
