#include "envs/core/wrappers/rescale_action.h"

#include "envs/core/wrappers/values.h"

namespace gymkhana {

RescaleAction::RescaleAction(std::unique_ptr<Env> inner, float low, float high) : Wrapper(std::move(inner)) {
  const Box& box = wrapper_values::float_box(spec().action, "actions");
  if (!wrapper_values::is_bounded(box)) throw Error("needs finite bounds, not " + to_string(spec().action));
  if (!(low < high)) throw Error("the lower bound must be below the upper one");
  const int size = wrapper_values::count(box);
  for (int i = 0; i < size; ++i) {
    const float env_low = low_of(box, i);
    gain_.push_back((high - low) / (high_of(box, i) - env_low));
    offset_.push_back(low - gain_[i] * env_low);
  }
  values_.resize(size);
  EnvSpec changed = spec();
  changed.action = Box{box.shape, {low}, {high}, DType::float32};
  for (Key& key : changed.keys) {
    for (int i = 0; i < size; ++i) key.action[i] = gain_[i] * key.action[i] + offset_[i];
  }
  set_spec(std::move(changed));
}

std::unique_ptr<Env> RescaleAction::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (value == "true") return std::make_unique<RescaleAction>(std::move(inner), -1.f, 1.f);
  const std::vector<std::string> words = wrapper_values::split(value);
  if (words.size() != 2) throw Error("expected two bounds, low,high");
  const auto low = wrapper_values::number<float>(words[0]), high = wrapper_values::number<float>(words[1]);
  return std::make_unique<RescaleAction>(std::move(inner), low, high);
}

Step RescaleAction::step(const Action& action, Rng& rng, Observation observation) {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    values_[i] = (action.values()[i] - offset_[i]) / gain_[i];
  }
  return Wrapper::step(Action(std::span<const float>(values_)), rng, observation);
}

}  // namespace gymkhana
