#include "envs/core/wrappers/repeat_action.h"

#include "envs/core/wrappers/unseen_step.h"
#include "envs/core/wrappers/values.h"

namespace gymkhana {
namespace {

// Below this, making an observation costs less than the care that leaving it out takes.
constexpr std::size_t kWorthSkipping = 1024;  // bytes

std::size_t bytes_of(const Space& space) {
  std::size_t bytes = 0;
  for (const Part& part : parts(space)) bytes += part.size * size_of(part.dtype);
  return bytes;
}

}  // namespace

RepeatAction::RepeatAction(std::unique_ptr<Env> inner, int repeats)
    : Wrapper(std::move(inner)), repeats_(repeats), skips_(bytes_of(spec().observation) >= kWorthSkipping) {}

std::unique_ptr<Env> RepeatAction::make(std::unique_ptr<Env> inner, const std::string& value) {
  return std::make_unique<RepeatAction>(std::move(inner), wrapper_values::number<int>(value, at_least(1)));
}

Step RepeatAction::step(const Action& action, Rng& rng, Observation observation) {
  double total = 0;
  for (int i = 1;; ++i) {
    const bool counts = i == repeats_ || !skips_;
    Step step = counts ? Wrapper::step(action, rng, observation)
                       : unseen_step(inner(), action, rng, observation, before_);
    total += step.reward;
    if (i == repeats_ || step.terminated || step.truncated) {
      step.reward = total;
      return step;
    }
  }
}

}  // namespace gymkhana
