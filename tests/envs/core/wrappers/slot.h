// One environment in its wrappers, with the place for its observation: what wrapper tests step.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <vector>

#include "envs/core/registry.h"
#include "tests/envs/core/counter.h"

namespace gymkhana {

struct Slot {
  Slot(const EnvRegistry& registry, const std::string& id, const Settings& wrappers,
       const Settings& options = {})
      : env(registry.make(id, options, wrappers)), observation(env->spec().observation, 1) {}

  std::vector<float> reset(std::uint64_t seed) {
    rng = Rng(seed);
    env->reset(rng, observation[0]);
    return seen();
  }
  Step step(const Action& action) { return env->step(action, rng, observation[0]); }
  Step step(const std::vector<float>& values) { return step(Action(std::span(values))); }

  std::vector<float> seen() const {
    std::vector<float> numbers;
    for (int i = 0; i < observation.part(0).size; ++i) {
      numbers.push_back(static_cast<float>(observation.number(0, 0, i)));
    }
    return numbers;
  }

  std::unique_ptr<Env> env;
  ObservationBatch observation;
  Rng rng;
};

/// Whether numbers agree with printed ones, which have eight digits.
inline bool agree(const std::vector<float>& numbers, const std::vector<float>& printed) {
  const auto close = [](float a, float b) { return std::abs(a - b) <= 1e-8f + 1e-7f * std::abs(b); };
  return std::equal(numbers.begin(), numbers.end(), printed.begin(), printed.end(), close);
}

/// Observes the two numbers it was told last; pays their sum. One terminates it when it is 100.
class Echo final : public Env {
 public:
  Echo()
      : Env({.observation = box(2, -1000, 1000),
             .action = box({-2, 0}, {2, 10}),
             .keys = {{"left", {-2, 0}}, {"right", {2, 10}}}}) {}

  void reset(Rng&, Observation observation) override { observation.write(0, 0); }
  Step step(const Action& action, Rng&, Observation observation) override {
    const std::span<const float> told = action.values();
    observation.write(told[0], told[1]);
    return {.reward = double(told[0]) + told[1], .terminated = told[0] == 100};
  }
  void serialize(Archive&) override {}
};

/// Shows pictures of 16 x 40 x 2 pixels, all of the step's number (second channel: 100 more), and counts how
/// many all environments of its kind made. Terminates after 5 steps.
class Film final : public Env {
 public:
  Film() : Env({.observation = bytes({16, 40, 2}), .action = Discrete{2}}) {}

  void reset(Rng&, Observation observation) override {
    frame_ = 0;
    show(observation);
  }
  Step step(const Action&, Rng& rng, Observation observation) override {
    ++frame_;
    drawn_ = rng.random();
    show(observation);
    return {.reward = drawn_, .terminated = frame_ == 5};
  }
  void serialize(Archive& archive) override { archive(frame_, drawn_); }

  inline static int pictures = 0;

 private:
  void show(Observation observation) {
    if (observation.empty()) return;
    ++pictures;
    const std::span<std::uint8_t> pixels = observation.bytes();
    for (std::size_t i = 0; i < pixels.size(); i += 2) {
      pixels[i] = static_cast<std::uint8_t>(frame_);
      pixels[i + 1] = static_cast<std::uint8_t>(frame_ + 100);
    }
  }

  int frame_ = 0;
  double drawn_ = 0;
};

inline EnvRegistry wrapper_envs() {
  EnvRegistry registry = counters();
  registry.add<Echo>({"Echo-v0", "sees what it does", 20});
  registry.add<Film>({"Film-v0", "numbers as pictures"});
  registry.add<Film>({"Film-v1", "numbers as pictures, cut at three", 3});
  return registry;
}

inline Slot slot(const std::string& id, const Settings& wrappers, const Settings& options = {}) {
  return Slot(wrapper_envs(), id, wrappers, options);
}

}  // namespace gymkhana
