#include "envs/core/wrappers/grayscale.h"

#include "envs/core/wrappers/picture.h"
#include "envs/core/wrappers/values.h"

namespace gymkhana {

Grayscale::Grayscale(std::unique_ptr<Env> inner) : Wrapper(std::move(inner)) {
  const PictureShape shape = picture_shape(spec().observation);
  if (shape.channels != 3) {
    throw Error("needs pictures in red, green and blue, not " + to_string(spec().observation));
  }
  colored_ = ObservationBatch(spec().observation, 1);
  EnvSpec changed = spec();
  changed.observation = bytes({shape.height, shape.width, 1});
  set_spec(std::move(changed));
}

std::unique_ptr<Env> Grayscale::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (!wrapper_values::is_on(value)) return inner;
  return std::make_unique<Grayscale>(std::move(inner));
}

void Grayscale::reset(Rng& rng, Observation observation) {
  Wrapper::reset(rng, observation.empty() ? observation : colored_[0]);
  convert(observation);
}

Step Grayscale::step(const Action& action, Rng& rng, Observation observation) {
  const Step step = Wrapper::step(action, rng, observation.empty() ? observation : colored_[0]);
  convert(observation);
  return step;
}

void Grayscale::convert(Observation observation) const {
  if (observation.empty()) return;
  const std::span<std::uint8_t> gray = observation.bytes();
  const std::uint8_t* rgb = colored_.data<std::uint8_t>();
  std::uint8_t* out = gray.data();
  for (std::size_t i = 0; i < gray.size(); ++i) {
    const unsigned luminance = 9798u * rgb[3 * i] + 19235u * rgb[3 * i + 1] + 3735u * rgb[3 * i + 2];
    out[i] = static_cast<std::uint8_t>((luminance + (1u << 14)) >> 15);
  }
}

}  // namespace gymkhana
