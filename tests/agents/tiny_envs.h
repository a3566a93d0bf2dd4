// Environments with a known best policy that is learned in a blink.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "envs/core/batch.h"

namespace gymkhana {

/// Ten steps; each shows one of three numbers (one-hot), and naming it (plus the offset of the action space)
/// earns 1. The mask rules out the action after it, which costs 100.
class Identity final : public Env {
 public:
  explicit Identity(bool masked = false) : Env(describe(masked)), masked_(masked) {}

  void reset(Rng& rng, Observation observation) override {
    step_ = 0;
    show(rng, observation);
  }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const int named = action.index() - 5;
    const double reward = named == shown_ ? 1 : masked_ && named == (shown_ + 1) % 3 ? -100 : 0;
    show(rng, observation);
    return {.reward = reward, .terminated = ++step_ == 10};
  }
  void action_mask(std::span<std::uint8_t> mask) const override {
    std::fill(mask.begin(), mask.end(), std::uint8_t{1});
    mask[(shown_ + 1) % 3] = 0;
  }
  void serialize(Archive& archive) override { archive(shown_, step_); }

 private:
  static EnvSpec describe(bool masked) {
    EnvSpec spec{.observation = Discrete{3}, .action = Discrete{3, 5}};
    spec.action_mask = masked;
    return spec;
  }
  void show(Rng& rng, Observation observation) {
    shown_ = rng.choice(3);
    observation.write_index(shown_);
  }
  bool masked_;
  std::int32_t shown_ = 0;
  int step_ = 0;
};

/// Two steps, the second of which earns 1: the first is worth what the second is, discounted.
class TwoSteps final : public Env {
 public:
  TwoSteps() : Env({.observation = Discrete{2}, .action = Discrete{2}}) {}

  void reset(Rng&, Observation observation) override { observation.write_index(second_ = 0); }
  Step step(const Action&, Rng&, Observation observation) override {
    const bool ends = second_ == 1;
    observation.write_index(second_ = 1);
    return {.reward = ends ? 1.0 : 0.0, .terminated = ends};
  }
  void serialize(Archive& archive) override { archive(second_); }

 private:
  std::int32_t second_ = 0;
};

/// Ten steps; each shows a number in [-1, 1], and the reward falls with the square of the action's distance
/// from half of it.
class Follow final : public Env {
 public:
  Follow() : Env({.observation = box(1, -1, 1), .action = box(1, -1, 1)}) {}

  void reset(Rng& rng, Observation observation) override {
    step_ = 0;
    show(rng, observation);
  }
  Step step(const Action& action, Rng& rng, Observation observation) override {
    const double miss = action.values()[0] - shown_ / 2;
    show(rng, observation);
    return {.reward = -miss * miss, .terminated = ++step_ == 10};
  }
  void serialize(Archive& archive) override { archive(shown_, step_); }

 private:
  void show(Rng& rng, Observation observation) {
    shown_ = rng.uniform(-1, 1);
    observation.write(shown_);
  }
  double shown_ = 0;
  int step_ = 0;
};

template <class EnvType, class... Args>
std::unique_ptr<Batch> make_tiny(int slots, Args... args) {
  return std::make_unique<TypedBatch<EnvType>>(std::vector<EnvType>(slots, EnvType(args...)));
}

}  // namespace gymkhana
