#include "envs/core/wrappers/difference.h"

#include <algorithm>
#include <utility>

#include "envs/core/wrappers/picture.h"
#include "envs/core/wrappers/values.h"

namespace gymkhana {

Difference::Difference(std::unique_ptr<Env> inner) : Wrapper(std::move(inner)) {
  const PictureShape shape = picture_shape(spec().observation);
  before_ = now_ = ObservationBatch(spec().observation, 1);
  EnvSpec changed = spec();
  changed.observation = Box{{shape.height, shape.width, shape.channels}, {-1}, {1}};
  set_spec(std::move(changed));
}

std::unique_ptr<Env> Difference::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (!wrapper_values::is_on(value)) return inner;
  return std::make_unique<Difference>(std::move(inner));
}

void Difference::reset(Rng& rng, Observation observation) {
  Wrapper::reset(rng, now_[0]);
  if (observation.empty()) return;
  std::ranges::fill(observation.floats(), 0.0f);
}

Step Difference::step(const Action& action, Rng& rng, Observation observation) {
  std::swap(before_, now_);
  const Step step = Wrapper::step(action, rng, now_[0]);
  if (observation.empty()) return step;
  const std::uint8_t *before = before_.data<std::uint8_t>(), *now = now_.data<std::uint8_t>();
  const std::span<float> changes = observation.floats();
  for (std::size_t i = 0; i < changes.size(); ++i) {
    changes[i] = static_cast<float>(int{now[i]} - int{before[i]}) * (1 / 255.0f);
  }
  return step;
}

void Difference::serialize(Archive& archive) {
  archive(now_);
  Wrapper::serialize(archive);
}

}  // namespace gymkhana
