#include "envs/core/wrappers/frame_stack.h"

#include <algorithm>
#include <cstring>

#include "envs/core/wrappers/values.h"

namespace gymkhana {
namespace {

constexpr double kMostNumbers = 1e8;

bool is_picture(const Box& box) {
  return box.shape.size() == 3;
}

// The bounds of the stack: each group's bounds once per frame.
std::vector<float> repeated(const std::vector<float>& bounds, int groups, int frames) {
  if (bounds.size() == 1) return bounds;
  const std::ptrdiff_t width = static_cast<std::ptrdiff_t>(bounds.size()) / groups;
  std::vector<float> all;
  for (int group = 0; group < groups; ++group) {
    const auto first = bounds.begin() + group * width;
    for (int frame = 0; frame < frames; ++frame) all.insert(all.end(), first, first + width);
  }
  return all;
}

Box stacked(const Box& box, int groups, int frames) {
  Box out{box.shape, repeated(box.low, groups, frames), repeated(box.high, groups, frames), box.dtype};
  if (is_picture(box)) {
    out.shape.back() *= frames;
  } else {
    out.shape.insert(out.shape.begin(), frames);
  }
  return out;
}

}  // namespace

FrameStack::FrameStack(std::unique_ptr<Env> inner, int frames) : Wrapper(std::move(inner)), frames_(frames) {
  check_range(frames, at_least(1));
  const auto* box = std::get_if<Box>(&spec().observation);
  if (box == nullptr) throw Error("stacks Box observations only, not " + to_string(spec().observation));
  const double numbers = static_cast<double>(wrapper_values::count(*box)) * frames;
  if (numbers > kMostNumbers)
    throw Error("would observe " + std::to_string(static_cast<std::int64_t>(numbers)) +
                " numbers; stack fewer frames");
  groups_ = is_picture(*box) ? box->shape[0] * box->shape[1] : 1;
  width_ = wrapper_values::count(*box) / groups_;
  frame_ = ObservationBatch(*box, 1);
  EnvSpec changed = spec();
  changed.observation = stacked(*box, groups_, frames);
  set_spec(std::move(changed));
  stack_ = ObservationBatch(spec().observation, 1);
}

std::unique_ptr<Env> FrameStack::make(std::unique_ptr<Env> inner, const std::string& value) {
  return std::make_unique<FrameStack>(std::move(inner), wrapper_values::number<int>(value, at_least(1)));
}

void FrameStack::reset(Rng& rng, Observation observation) {
  Wrapper::reset(rng, frame_[0]);
  for (int i = 0; i < frames_; ++i) push();
  stack_.copy_to(observation, 0);
}

Step FrameStack::step(const Action& action, Rng& rng, Observation observation) {
  const Step step = Wrapper::step(action, rng, frame_[0]);
  push();
  stack_.copy_to(observation, 0);
  return step;
}

void FrameStack::push() {
  frame_.part(0).dtype == DType::uint8 ? push_numbers<std::uint8_t>() : push_numbers<float>();
}

// Moving everything down by one frame's width puts all older frames into place at once; what then stands in
// the newest frame's places belonged to the next group and is written over.
template <class T>
void FrameStack::push_numbers() {
  const int stride = width_ * frames_;
  T* stack = stack_.data<T>();
  const T* frame = frame_.data<T>();
  const std::size_t total = static_cast<std::size_t>(stride) * groups_;
  std::memmove(stack, stack + width_, (total - width_) * sizeof(T));
  T* newest = stack + stride - width_;
  for (int i = 0; i < width_; ++i) {
    for (int group = 0; group < groups_; ++group) newest[group * stride + i] = frame[group * width_ + i];
  }
}

void FrameStack::serialize(Archive& archive) {
  archive(stack_);
  Wrapper::serialize(archive);
}

}  // namespace gymkhana
