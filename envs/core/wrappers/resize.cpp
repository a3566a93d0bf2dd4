#include "envs/core/wrappers/resize.h"

#include "envs/core/wrappers/picture.h"
#include "envs/core/wrappers/values.h"

namespace gymkhana {

Resize::Resize(std::unique_ptr<Env> inner, int height, int width) : Wrapper(std::move(inner)) {
  const PictureShape shape = picture_shape(spec().observation);
  check_range(height, between(1, shape.height));
  check_range(width, between(1, shape.width));
  large_ = ObservationBatch(spec().observation, 1);
  resize_ = AreaResize(shape.height, shape.width, height, width, shape.channels);
  EnvSpec changed = spec();
  changed.observation = bytes({height, width, shape.channels});
  set_spec(std::move(changed));
}

std::unique_ptr<Env> Resize::make(std::unique_ptr<Env> inner, const std::string& value) {
  const std::size_t x = value.find('x');
  if (x == std::string::npos) throw Error("say height and width");
  return std::make_unique<Resize>(std::move(inner), wrapper_values::number<int>(value.substr(0, x)),
                                  wrapper_values::number<int>(value.substr(x + 1)));
}

void Resize::reset(Rng& rng, Observation observation) {
  Wrapper::reset(rng, observation.empty() ? observation : large_[0]);
  if (!observation.empty()) resize_(large_.data<std::uint8_t>(), observation.bytes().data());
}

Step Resize::step(const Action& action, Rng& rng, Observation observation) {
  const Step step = Wrapper::step(action, rng, observation.empty() ? observation : large_[0]);
  if (!observation.empty()) resize_(large_.data<std::uint8_t>(), observation.bytes().data());
  return step;
}

}  // namespace gymkhana
