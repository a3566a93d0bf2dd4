// An environment whose every number can be foreseen, and an actor whose choices can be: for tests of
// collecting.
#pragma once

#include <memory>

#include "envs/core/batch.h"
#include "replay/actor.h"

namespace gymkhana {

/// Observes (episode, step, first draw of the episode); the reward is the action. Terminates after
/// `length + slot-dependent extra` steps, where the extra is drawn at reset, unless the limit truncates
/// first.
class Counter final : public Env {
 public:
  explicit Counter(int limit, bool masked = false) : Env(describe(limit, masked)) {}

  void reset(Rng& rng, Observation observation) override {
    ++episode_;
    step_ = 0;
    length_ = static_cast<int>(rng.integers(2, 6));
    observation.write(episode_, step_, length_);
  }
  Step step(const Action& action, Rng&, Observation observation) override {
    ++step_;
    observation.write(episode_, step_, length_);
    return {.reward = action.values()[0], .terminated = step_ >= length_};
  }
  void action_mask(std::span<std::uint8_t> mask) const override {
    mask[0] = 1;
    mask[1] = step_ % 2 == 0;
  }
  void serialize(Archive& archive) override { archive(episode_, step_, length_); }

 private:
  static EnvSpec describe(int limit, bool masked) {
    EnvSpec spec{.observation = box(3, 0, 1e6f), .action = box(1, -1, 1)};
    spec.action_mask = masked;
    spec.max_episode_steps = limit;
    return spec;
  }
  int episode_ = 0, step_ = 0, length_ = 0;
};

/// Chooses step + noise of the slot's own stream, which leaves the bounds of the Box; its log_prob is the
/// noise.
class NoisyActor final : public Actor {
 public:
  void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
           std::span<float> log_probs) override {
    for (int i = 0; i < input.count; ++i) {
      const float noise = static_cast<float>(streams[i].random());
      actions.values(first_action + i)[0] = input.observations[input.first + i].floats()[1] + noise;
      if (!log_probs.empty()) log_probs[i] = noise;
    }
  }
};

/// Takes any of `actions` Discrete actions.
class RandomActor final : public Actor {
 public:
  explicit RandomActor(int actions) : actions_(actions) {}
  void act(const ActorInput& input, std::span<Rng> streams, ActionBatch& actions, int first_action,
           std::span<float>) override {
    for (int i = 0; i < input.count; ++i) {
      actions.index(first_action + i) = static_cast<std::int32_t>(streams[i].integers(0, actions_));
    }
  }

 private:
  int actions_;
};

inline std::unique_ptr<Batch> make_counters(int slots, int limit, bool masked = false) {
  return std::make_unique<TypedBatch<Counter>>(std::vector<Counter>(slots, Counter(limit, masked)));
}

}  // namespace gymkhana
