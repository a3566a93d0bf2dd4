#include "envs/core/wrappers/sticky_action.h"

#include "envs/core/wrappers/values.h"

namespace gymkhana {

StickyAction::StickyAction(std::unique_ptr<Env> inner, double probability, Duration duration)
    : Wrapper(std::move(inner)), probability_(probability), duration_(duration), last_(spec().action, 1) {}

std::unique_ptr<Env> StickyAction::make(std::unique_ptr<Env> inner, const std::string& value) {
  using wrapper_values::number;
  const std::vector<std::string> words = wrapper_values::split(value);
  if (words.size() > 3) throw Error("expected probability, or probability,low,high with a duration in steps");
  const auto probability = number<double>(words[0], {.low = 0, .high = 1, .open_high = true});
  Duration duration;
  if (words.size() > 1) duration.low = duration.high = number<int>(words[1], at_least(1));
  if (words.size() > 2) duration.high = number<int>(words[2], at_least(duration.low));
  return std::make_unique<StickyAction>(std::move(inner), probability, duration);
}

void StickyAction::reset(Rng& rng, Observation observation) {
  has_last_ = false;
  left_ = 0;
  Wrapper::reset(rng, observation);
}

Step StickyAction::step(const Action& action, Rng& rng, Observation observation) {
  if (!sticks(rng)) last_.set(0, action);
  has_last_ = true;
  return Wrapper::step(last_[0], rng, observation);
}

bool StickyAction::sticks(Rng& rng) {
  if (left_ > 0) {
    --left_;
    return true;
  }
  if (!has_last_ || rng.random() >= probability_) return false;
  left_ = rng.integers_endpoint(duration_.low, duration_.high) - 1;
  return true;
}

void StickyAction::serialize(Archive& archive) {
  archive(last_, has_last_, left_);
  Wrapper::serialize(archive);
}

}  // namespace gymkhana
