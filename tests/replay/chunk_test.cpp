#include "replay/chunk.h"

#include <doctest/doctest.h>

#include "base/error.h"

namespace gymkhana {
namespace {

// Masks one action, and after the second step all of them.
class DeadEnd final : public Env {
 public:
  DeadEnd()
      : Env({.observation = Discrete{9}, .action = Discrete{2}, .action_mask = true, .id = "DeadEnd-v0"}) {}
  void reset(Rng&, Observation observation) override {
    steps_ = 0;
    observation.write_index(0);
  }
  Step step(const Action&, Rng&, Observation observation) override {
    observation.write_index(++steps_);
    return {.reward = 1};
  }
  void action_mask(std::span<std::uint8_t> mask) const override {
    mask[0] = 0;
    mask[1] = steps_ < 2;
  }
  void serialize(Archive& archive) override { archive(steps_); }

 private:
  int steps_ = 0;
};

class LastAction final : public Actor {
 public:
  void act(const ActorInput& input, std::span<Rng>, ActionBatch& actions, int first_action,
           std::span<float>) override {
    for (int i = 0; i < input.count; ++i) actions.index(first_action + i) = 1;
  }
};

TEST_CASE("a state that masks every action is refused by environment, slot and step") {
  constexpr int slots = 2;
  Chunk chunk([](int count) { return std::make_unique<TypedBatch<DeadEnd>>(std::vector<DeadEnd>(count)); },
              [](SlotRange) { return std::make_unique<LastAction>(); }, {4, slots});
  const EnvSpec spec = chunk.batch().spec();
  ObservationBatch observations(spec.observation, slots);
  ActionBatch actions(spec.action, slots);
  std::vector<double> rewards(slots);
  std::vector<std::uint8_t> terminated(slots), truncated(slots), masks(2 * slots);
  chunk.reset(1, Stream::env, Stream::exploration, observations, 0);
  for (int step = 0; step < 2; ++step) {
    chunk.slots().write_masks(masks);
    CHECK(masks == std::vector<std::uint8_t>{0, 1, 0, 1});
    chunk.step({observations, 0, slots, masks}, actions, 0, {}, observations, 0,
               {rewards, terminated, truncated});
  }
  CHECK_THROWS_WITH_AS(chunk.slots().write_masks(masks),
                       "DeadEnd-v0: every action is masked in slot 4 after step 2 of its episode; an "
                       "environment without an action left must end the episode (see check-env)",
                       Error);
}

}  // namespace
}  // namespace gymkhana
