// What all environments of classic control have in common: their lines in the registry, limits, saving,
// pictures.
#include "envs/classic/classic.h"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/support/recording_canvas.h"

using namespace gymkhana;
using test::RecordingCanvas;

namespace {

EnvRegistry classic() {
  EnvRegistry registry;
  add_classic(registry);
  return registry;
}

// One slot of an environment that takes random actions.
struct Slot {
  explicit Slot(const std::string& id) : batch(classic().make_batch(id, 1)) {
    const std::uint64_t seed = 3;
    batch->reset({&seed, 1}, seen);
  }

  void step() {
    sample_action(batch->spec().action, choice, actions, 0);
    batch->step(actions, 0, seen, 0, {{&reward, 1}, {&terminated, 1}, {&truncated, 1}});
  }

  std::unique_ptr<Batch> batch;
  ObservationBatch seen{batch->spec().observation, 1};
  ActionBatch actions{batch->spec().action, 1};
  Rng choice{4};
  double reward = 0;
  std::uint8_t terminated = 0, truncated = 0;
};

}  // namespace

TEST_CASE("ids, limits and thresholds are Gymnasium's") {
  const auto check = [registry = classic()](const std::string& id, int limit,
                                            std::optional<double> threshold) {
    CAPTURE(id);
    const EnvSpec spec = registry.make(id)->spec();
    CHECK(spec.max_episode_steps == limit);
    CHECK(spec.reward_threshold == threshold);
  };
  check("CartPole-v0", 200, 195);
  check("CartPole-v1", 500, 475);
  check("MountainCar-v0", 200, -110);
  check("MountainCarContinuous-v0", 999, 90);
  check("Acrobot-v1", 500, -100);
  check("Pendulum-v1", 200, std::nullopt);
}

TEST_CASE("options are set by name, and a misspelt one is named") {
  CHECK_NOTHROW(classic().make("Pendulum-v1", {{"g", "9.81"}}));
  CHECK_NOTHROW(classic().make("MountainCar-v0", {{"goal_velocity", "0.02"}}));
  CHECK_THROWS_AS(classic().make("MountainCarContinuous-v0", {{"goal_speed", "0.02"}}), Error);
  CHECK_THROWS_AS(classic().make("Acrobot-v1", {{"g", "9.81"}}), Error);
}

TEST_CASE("an episode is truncated at its limit, not terminated") {
  Slot slot("Pendulum-v1");
  for (int i = 0; i < 199; ++i) slot.step();
  CHECK_FALSE(slot.truncated);
  slot.step();
  CHECK(slot.truncated);
  CHECK_FALSE(slot.terminated);
  REQUIRE(slot.batch->finished().size() == 1);
  CHECK(slot.batch->finished()[0].length == 200);
}

TEST_CASE("an environment saved in mid-episode goes on as if nothing had happened") {
  for (const std::string& id : classic().ids()) {
    CAPTURE(id);
    Slot original(id), restored(id);
    for (int i = 0; i < 30; ++i) original.step();
    load_state(*restored.batch, save_state(*original.batch));
    restored.choice = original.choice;
    for (int i = 0; i < 600; ++i) {
      original.step();
      restored.step();
      REQUIRE(original.reward == restored.reward);
      for (int k = 0; k < original.seen.part(0).size; ++k) {
        REQUIRE(original.seen.number(0, 0, k) == restored.seen.number(0, 0, k));
      }
    }
  }
}

TEST_CASE("every environment draws itself within its camera, and the picture moves") {
  for (const std::string& id : classic().ids()) {
    CAPTURE(id);
    Slot slot(id);
    RecordingCanvas first, later;
    slot.batch->env(0).draw(first);
    CHECK(first.shapes.at(0).kind == "camera");
    CHECK(first.shapes.at(1).kind == "clear");
    const double margin = id.starts_with("MountainCar") ? 4 : 0.05;  // its ground goes on below
    CHECK(first.all_in_sight(margin));
    for (int i = 0; i < 5; ++i) slot.step();
    slot.batch->env(0).draw(later);
    CHECK(later.all_in_sight(margin));
    CHECK(later.count("circle") == first.count("circle"));
    const auto mover = id.starts_with("CartPole") ? palette::slate : palette::orange;
    const auto kind = id.starts_with("Pendulum") || id.starts_with("Acrobot") ? "circle" : "polygon";
    REQUIRE_FALSE(first.last(kind, mover).points.empty());
    CHECK(first.last(kind, mover).points[0].x != later.last(kind, mover).points[0].x);
  }
}

TEST_CASE("every key is an action, and every action of a list has a name") {
  for (const std::string& id : classic().ids()) {
    CAPTURE(id);
    const EnvSpec spec = classic().make(id)->spec();
    CHECK_FALSE(spec.keys.empty());
    for (const Key& key : spec.keys) {
      CAPTURE(key.key);
      const bool discrete = std::holds_alternative<Discrete>(spec.action);
      const Action action =
          discrete ? Action(static_cast<int>(key.action[0])) : Action(std::span<const float>(key.action));
      CHECK_NOTHROW(check_action(spec.action, action));
    }
    if (const auto* list = std::get_if<Discrete>(&spec.action)) {
      CHECK(spec.action_names.size() == static_cast<std::size_t>(list->n));
    }
  }
}
