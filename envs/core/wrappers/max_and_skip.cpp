#include "envs/core/wrappers/max_and_skip.h"

#include <algorithm>

#include "envs/core/wrappers/unseen_step.h"
#include "envs/core/wrappers/values.h"

namespace gymkhana {
namespace {

void raise_to(std::span<std::uint8_t> bytes, const std::uint8_t* other) {
  std::uint8_t* out = bytes.data();
  for (std::size_t i = 0; i < bytes.size(); ++i) out[i] = std::max(out[i], other[i]);
}

}  // namespace

MaxAndSkip::MaxAndSkip(std::unique_ptr<Env> inner, int skip) : Wrapper(std::move(inner)), skip_(skip) {
  check_range(skip, at_least(1));
  const auto* box = std::get_if<Box>(&spec().observation);
  if (box == nullptr || box->dtype != DType::uint8) {
    throw Error("needs observations of bytes, not " + to_string(spec().observation));
  }
  previous_ = ObservationBatch(*box, 1);
}

std::unique_ptr<Env> MaxAndSkip::make(std::unique_ptr<Env> inner, const std::string& value) {
  return std::make_unique<MaxAndSkip>(std::move(inner), wrapper_values::number<int>(value, at_least(1)));
}

Step MaxAndSkip::step(const Action& action, Rng& rng, Observation observation) {
  const bool seen = !observation.empty();
  double total = 0;
  for (int i = 1;; ++i) {
    Step step;
    if (i == skip_) {
      step = Wrapper::step(action, rng, observation);
      if (seen && skip_ > 1) raise_to(observation.bytes(), previous_.data<std::uint8_t>());
    } else if (i == skip_ - 1) {
      step = Wrapper::step(action, rng, seen ? previous_[0] : Observation());
      if (step.terminated || step.truncated) previous_.copy_to(observation, 0);
    } else {
      step = unseen_step(inner(), action, rng, observation, before_);
    }
    total += step.reward;
    if (i == skip_ || step.terminated || step.truncated) {
      step.reward = total;
      return step;
    }
  }
}

}  // namespace gymkhana
