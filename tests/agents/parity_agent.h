// An agent with a memory, for tests of whatever must carry it: it counts its steps within the episode.
#pragma once

#include <memory>

#include "agents/agent.h"

namespace gymkhana {

/// Acts by the parity of the steps that it remembers: 0, 1, 0, 1, ... from each episode's start.
class ParityActor final : public Actor {
 public:
  int memory_size() const override { return 1; }

  void act(const ActorInput& input, std::span<Rng>, ActionBatch& actions, int first_action,
           std::span<float>) override {
    for (int i = 0; i < input.count; ++i) {
      const int steps = static_cast<int>(input.memory[i]), parity = steps % 2;
      if (actions.continuous()) {
        actions.values(first_action + i)[0] = static_cast<float>(parity);
      } else {
        actions.index(first_action + i) = parity;
      }
      input.next_memory[i] = static_cast<float>(steps + 1);
    }
  }
};

/// Learns nothing; its value of what it sees is the number of steps that it remembers.
class ParityAgent final : public Agent {
 public:
  std::unique_ptr<Actor> make_actor(SlotRange, bool) const override {
    return std::make_unique<ParityActor>();
  }
  int rollout_steps() const override { return 5; }
  std::span<const Metric> learn(const Rollout&) override { return {}; }
  void save(TensorFile&) const override {}
  void load(const TensorFile&) override {}
  Insight look(const ActorInput& seen) const override { return {.value = {seen.memory[0]}}; }
};

}  // namespace gymkhana
