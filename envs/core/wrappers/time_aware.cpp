#include "envs/core/wrappers/time_aware.h"

#include <limits>

#include "envs/core/wrappers/values.h"

namespace gymkhana {
namespace {

// The first `size` numbers of an observation, as the environment inside writes them: in place, without a
// copy.
class Head {
 public:
  Head(Observation whole, int size) : empty_(whole.empty()) {
    if (!empty_) part_ = {whole.raw(0).data(), DType::float32, size};
  }
  Observation observation() const { return empty_ ? Observation() : Observation(&part_, 0); }

 private:
  PartBuffer part_;
  bool empty_;
};

}  // namespace

TimeAware::TimeAware(std::unique_ptr<Env> inner, Unit unit) : Wrapper(std::move(inner)) {
  const Box& box = wrapper_values::float_box(spec().observation, "observations");
  size_ = wrapper_values::count(box);
  const int limit = spec().max_episode_steps;
  if (unit == Unit::fraction && limit == 0) {
    throw Error("a fraction needs an environment with a step limit; use time_aware = steps");
  }
  limit_ = unit == Unit::fraction ? limit : 1;
  std::vector<float> low, high;
  for (int i = 0; i < size_; ++i) {
    low.push_back(low_of(box, i));
    high.push_back(high_of(box, i));
  }
  low.push_back(0);
  high.push_back(limit == 0 ? std::numeric_limits<float>::infinity() : float(limit) / float(limit_));
  EnvSpec changed = spec();
  changed.observation = gymkhana::box(std::move(low), std::move(high));
  set_spec(std::move(changed));
}

std::unique_ptr<Env> TimeAware::make(std::unique_ptr<Env> inner, const std::string& value) {
  if (value != "steps" && value != "fraction") throw Error("expected steps or fraction (of the step limit)");
  return std::make_unique<TimeAware>(std::move(inner), value == "steps" ? Unit::steps : Unit::fraction);
}

void TimeAware::reset(Rng& rng, Observation observation) {
  steps_ = 0;
  Wrapper::reset(rng, Head(observation, size_).observation());
  write_time(observation);
}

Step TimeAware::step(const Action& action, Rng& rng, Observation observation) {
  ++steps_;
  const Step step = Wrapper::step(action, rng, Head(observation, size_).observation());
  write_time(observation);
  return step;
}

void TimeAware::write_time(Observation observation) const {
  if (!observation.empty()) observation.floats()[size_] = static_cast<float>(double(steps_) / limit_);
}

void TimeAware::serialize(Archive& archive) {
  archive(steps_);
  Wrapper::serialize(archive);
}

}  // namespace gymkhana
