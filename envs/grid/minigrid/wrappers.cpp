#include "envs/grid/minigrid/wrappers.h"

#include <algorithm>

#include "envs/core/wrappers/values.h"

namespace gymkhana::minigrid {
namespace {

constexpr int kinds = 11, hues = 6, door_states = 3, directions = 4;

/// Which part of the observation has this name; Error when none has.
int find_part(const Space& space, const std::string& name) {
  const std::vector<Part> all = parts(space);
  const auto part = std::ranges::find(all, name, &Part::name);
  if (part == all.end())
    throw Error("needs an environment that observes a Dict with the part \"" + name + "\"");
  return static_cast<int>(part - all.begin());
}

const Box& byte_image(const Space& space, int part) {
  const Space* image = parts(space)[part].space;
  const Box* box = std::get_if<Box>(image);
  if (box == nullptr || box->dtype != DType::uint8 || box->shape.size() != 3) {
    throw Error("the image must be bytes of shape width, height, channels");
  }
  return *box;
}

void replace_image(Space& space, int part, Box image) {
  if (auto* composite = std::get_if<Composite>(&space)) {
    composite->parts[part].space = std::move(image);
  } else {
    space = std::move(image);
  }
}

/// Whether `outermost` or a wrapper below it shows the whole grid.
bool shows_all(Env& outermost) {
  for (auto* wrapper = dynamic_cast<Wrapper*>(&outermost); wrapper != nullptr;
       wrapper = dynamic_cast<Wrapper*>(&wrapper->inner())) {
    if (dynamic_cast<FullyObservable*>(wrapper) != nullptr) return true;
  }
  return false;
}

template <class Observing>
std::unique_ptr<Env> make(std::unique_ptr<Env> inner, const std::string& value) {
  if (!wrapper_values::is_on(value)) return inner;
  return std::make_unique<Observing>(std::move(inner));
}

}  // namespace

Detour::Detour(const Space& space) : here_(space, 1) {
  for (int part = 0; part < here_.part_count(); ++part) parts_.push_back(here_.part(part));
}

ImageOnly::ImageOnly(std::unique_ptr<Env> inner)
    : Wrapper(std::move(inner)), image_(find_part(spec().observation, "image")), detour_(spec().observation) {
  EnvSpec changed = spec();
  changed.observation = Space(*parts(spec().observation)[image_].space);
  set_spec(std::move(changed));
}

Observation ImageOnly::take(Observation outer) {
  if (outer.empty()) return outer;
  detour_.send(image_, outer.raw(0).data());
  return detour_.observation();
}

OneHotImage::OneHotImage(std::unique_ptr<Env> inner)
    : Wrapper(std::move(inner)),
      image_(std::holds_alternative<Box>(spec().observation) ? 0 : find_part(spec().observation, "image")),
      channels_(kinds + hues + (shows_all(Wrapper::inner()) ? directions : door_states)),
      detour_(spec().observation) {
  const Box& image = byte_image(spec().observation, image_);
  const bool codes = dynamic_cast<const MiniGrid*>(&innermost(Wrapper::inner())) != nullptr;
  if (!codes || image.shape[2] != 3)
    throw Error("needs a MiniGrid world, whose image has the three channels kind, hue and door state");
  EnvSpec changed = spec();
  replace_image(changed.observation, image_, bytes({image.shape[0], image.shape[1], channels_}, 1));
  set_spec(std::move(changed));
}

Observation OneHotImage::take(Observation outer) {
  if (outer.empty()) return outer;
  for (int part = 0; part < detour_.part_count(); ++part) {
    if (part != image_) detour_.send(part, outer.raw(part).data());
  }
  return detour_.observation();
}

void OneHotImage::encode(Observation outer) const {
  if (outer.empty()) return;
  const auto cells = detour_.observation().bytes(image_);
  const auto out = outer.bytes(image_);
  std::ranges::fill(out, std::uint8_t{0});
  for (std::size_t cell = 0; cell < cells.size() / 3; ++cell) {
    std::uint8_t* ones = &out[cell * channels_];
    ones[cells[3 * cell]] = 1;
    ones[kinds + cells[3 * cell + 1]] = 1;
    ones[kinds + hues + cells[3 * cell + 2]] = 1;
  }
}

FlatObservation::FlatObservation(std::unique_ptr<Env> inner)
    : Wrapper(std::move(inner)),
      image_(find_part(spec().observation, "image")),
      mission_(find_part(spec().observation, "mission")),
      image_size_(wrapper_values::count(byte_image(spec().observation, image_))),
      detour_(spec().observation) {
  const int length = parts(spec().observation)[mission_].size;
  EnvSpec changed = spec();
  changed.observation = bytes({image_size_ + letters * length});
  set_spec(std::move(changed));
}

Observation FlatObservation::take(Observation outer) {
  if (outer.empty()) return outer;
  detour_.send(image_, outer.raw(0).data());
  return detour_.observation();
}

void FlatObservation::spell(Observation outer) const {
  if (outer.empty()) return;
  const auto out = outer.bytes().subspan(image_size_);
  std::ranges::fill(out, std::uint8_t{0});
  const auto mission = detour_.observation().bytes(mission_);
  for (std::size_t i = 0; i < mission.size() && mission[i] != 0; ++i) {
    const int lower = mission[i] | 0x20;  // of letters
    const bool in_alphabet = lower >= 'a' && lower <= 'z';
    const int letter = mission[i] == ' ' ? 26 : mission[i] == ',' ? 27 : in_alphabet ? lower - 'a' : letters;
    if (letter == letters) {
      throw Error(std::string("mission has the letter '") + static_cast<char>(mission[i]) +
                  "', which flat_observation cannot spell; use a to z, blanks and commas");
    }
    out[i * letters + letter] = 1;
  }
}

FullyObservable::FullyObservable(std::unique_ptr<Env> inner) : Wrapper(std::move(inner)) {
  auto* limit = dynamic_cast<TimeLimit*>(&Wrapper::inner());
  env_ = dynamic_cast<const MiniGrid*>(limit == nullptr ? &Wrapper::inner() : &limit->inner());
  if (env_ == nullptr) throw Error("needs a MiniGrid world, and to be the first wrapper around it");
  EnvSpec changed = spec();
  replace_image(changed.observation, 0, bytes({env_->grid().width(), env_->grid().height(), 3}));
  set_spec(std::move(changed));
}

void add_wrappers(WrapperRegistry& registry) {
  registry.add(
      {"flat_observation", "see image and mission as one row of numbers: true", make<FlatObservation>});
  registry.add(
      {"fully_observable", "see the whole grid instead of the agent's view: true", make<FullyObservable>});
  registry.add({"image_only", "see the image alone of a Dict that has one: true", make<ImageOnly>});
  registry.add(
      {"one_hot_image", "see kind, hue and state of each cell as zeros and ones: true", make<OneHotImage>});
}

}  // namespace gymkhana::minigrid
