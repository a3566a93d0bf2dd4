// An environment whose every number is known beforehand, for tests of what surrounds environments.
#pragma once

#include <string>

#include "envs/core/picture/canvas.h"
#include "envs/core/registry.h"

namespace gymkhana {

/// Counts its steps. Observes (steps, the number drawn at reset, the last action); step k pays k; info field
/// `steps`; action 2 is of use at odd counts only; terminates after `length` steps.
class Counter final : public Env {
 public:
  struct Options {
    int length = 3;
  };
  static Fields fields(Options& options) {
    return {field("length", options.length, "steps per episode", at_least(1))};
  }

  explicit Counter(const Options& options)
      : Env({.observation = box({0, 0, 0}, {1000, 1, 2}),
             .action = Discrete{3},
             .info = {"steps"},
             .action_mask = true}),
        options_(options) {}

  void reset(Rng& rng, Observation observation) override {
    steps_ = last_action_ = 0;
    drawn_ = rng.random();
    observation.write(steps_, drawn_, last_action_);
  }
  Step step(const Action& action, Rng&, Observation observation) override {
    ++steps_;
    last_action_ = action.index();
    observation.write(steps_, drawn_, last_action_);
    return {.reward = double(steps_), .terminated = steps_ >= options_.length};
  }
  void draw(Canvas& canvas) const override {
    canvas.camera({0, 0}, {1, 1});
    canvas.clear({255, 255, 255});
  }
  void info(std::span<float> values) const override { values[0] = float(steps_); }
  void action_mask(std::span<std::uint8_t> mask) const override {
    mask[0] = mask[1] = 1;
    mask[2] = steps_ % 2 == 1;
  }
  void serialize(Archive& archive) override { archive(steps_, drawn_, last_action_); }

 private:
  Options options_;
  int steps_ = 0, last_action_ = 0;
  double drawn_ = 0;
};

/// `Counter-v0`, and `Counter-v1` with a limit of two steps.
inline EnvRegistry counters() {
  EnvRegistry registry;
  registry.add<Counter>({"Counter-v0", "counts its steps"});
  registry.add<Counter>({"Counter-v1", "counts two steps", 2});
  return registry;
}

}  // namespace gymkhana
