#include "envs/core/wrappers/noop_reset.h"

#include "envs/core/wrappers/values.h"

namespace gymkhana {
namespace {

const Range kIdle = between(1, 10'000);  // steps

}  // namespace

NoopReset::NoopReset(std::unique_ptr<Env> inner, int most) : Wrapper(std::move(inner)), most_(most) {
  check_range(most, kIdle);
  if (!std::holds_alternative<Discrete>(spec().action)) {
    throw Error("needs Discrete actions of which 0 does nothing, not " + to_string(spec().action));
  }
}

std::unique_ptr<Env> NoopReset::make(std::unique_ptr<Env> inner, const std::string& value) {
  return std::make_unique<NoopReset>(std::move(inner), wrapper_values::number<int>(value, kIdle));
}

void NoopReset::reset(Rng& rng, Observation observation) {
  Wrapper::reset(rng, {});
  const auto idle = static_cast<int>(rng.integers(1, most_ + 1));
  for (int i = 1; i <= idle; ++i) {
    const Step step = Wrapper::step(Action(0), rng, i == idle ? observation : Observation());
    const bool last = i == idle;
    if (step.terminated || step.truncated) Wrapper::reset(rng, last ? observation : Observation());
  }
}

}  // namespace gymkhana
