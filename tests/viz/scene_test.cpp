// Scenes: an episode as any batch plays it, rewound and gone on from.
#include "viz/scene.h"

#include <array>

#include <doctest/doctest.h>

#include "envs/core/registry.h"

namespace gymkhana::viz {
namespace {

Scene scene_of(const std::string& id, const Settings& wrappers = {}) {
  return Scene(standard_envs().make(id, {}, wrappers));
}

std::vector<double> numbers(const Scene& scene) {
  std::vector<double> all;
  for (int part = 0; part < scene.seen().part_count(); ++part) {
    for (int i = 0; i < scene.seen().part(part).size; ++i) all.push_back(scene.seen().number(part, 0, i));
  }
  return all;
}

int alternating(int step) {
  return step % 3 == 0 ? 1 : 0;
}

TEST_CASE("a scene plays what a batch plays, also after the end of an episode") {
  Scene scene = scene_of("CartPole-v1");
  scene.begin(42, Rng(0));
  const auto batch = standard_envs().make_batch("CartPole-v1", 1);
  ObservationBatch seen(batch->spec().observation, 1);
  ActionBatch action(batch->spec().action, 1);
  batch->reset(std::array<std::uint64_t, 1>{42}, seen);
  for (int step = 0; step < 60; ++step) {
    if (scene.over()) scene.next_episode();
    for (int i = 0; i < 4; ++i) REQUIRE(scene.seen().number(0, 0, i) == seen.number(0, 0, i));
    action.index(0) = alternating(step);
    std::array<double, 1> reward{};
    std::array<std::uint8_t, 1> terminated{}, truncated{};
    batch->step(action, 0, seen, 0, {reward, terminated, truncated});
    scene.step(Action(alternating(step)));
    CHECK(scene.over() == (terminated[0] || truncated[0]));
  }
}

TEST_CASE("seeking back and forth shows the same states") {
  for (const std::string id : {"CartPole-v1", "MinAtar/Breakout-v1", "CliffWalking-v1"}) {
    Scene scene = scene_of(id);
    scene.begin(3, Rng(0));
    std::vector<std::vector<double>> seen = {numbers(scene)};
    for (int step = 0; step < 40 && !scene.over(); ++step) {
      scene.step(Action(alternating(step)));
      seen.push_back(numbers(scene));
    }
    const int last = scene.length();
    for (const int moment : {0, last, 3, last / 2, last / 2 + 1, last - 1, 0, last}) {
      scene.seek(moment);
      CHECK(scene.now() == moment);
      CHECK_MESSAGE(numbers(scene) == seen[moment], id, " at ", moment);
    }
    CHECK(scene.length() == last);
    CHECK(scene.total_reward() == scene.moments().back().total);
  }
}

// Every number that is observed, and what the last step gave.
std::vector<double> state(const Scene& scene) {
  std::vector<double> all = numbers(scene);
  for (const double number : {scene.total_reward(), scene.last_reward(), double(scene.over())}) {
    all.push_back(number);
  }
  return all;
}

// Random actions of an episode, or of its first steps, and the states before and after them.
struct Record {
  std::vector<std::vector<double>> actions, states;
};

Record record_of(Scene& scene, int steps) {
  Record record{.states = {state(scene)}};
  Rng rng(7);
  ActionBatch hand(scene.spec().action, 1);
  while (scene.now() < steps && !scene.over()) {
    sample_action(scene.spec().action, rng, hand, 0);
    scene.step(hand[0]);
    record.states.push_back(state(scene));
  }
  record.actions = scene.actions();
  return record;
}

// Whether the actions from `from` on lead through the same states again.
bool goes_on_alike(Scene& scene, const Record& record, std::size_t from) {
  ActionBatch hand(scene.spec().action, 1);
  bool alike = state(scene) == record.states[from];
  for (std::size_t t = from; t < record.actions.size() && alike; ++t) {
    set_numbers(hand, record.actions[t]);
    scene.step(hand[0]);
    alike = state(scene) == record.states[t + 1];
  }
  return alike;
}

TEST_CASE(
    "in every environment, the same actions lead through the same states after rewinding or beginning "
    "again") {
  constexpr int steps = 24;  // beyond the first saved state
  for (const std::string& id : standard_envs().ids()) {
    Scene scene = scene_of(id);
    scene.begin(5, Rng(0));
    const Record record = record_of(scene, steps);
    const auto length = static_cast<std::size_t>(scene.length());
    for (const std::size_t moment : {length / 2, length - 1, std::size_t{0}}) {
      scene.seek(static_cast<int>(moment));
      CHECK_MESSAGE(goes_on_alike(scene, record, moment), id, " from ", moment);
    }
    scene.begin(5, Rng(0));
    CHECK_MESSAGE(goes_on_alike(scene, record, 0), id, " begun again");
    Scene other = scene_of(id);
    other.begin(5, Rng(0));
    CHECK_MESSAGE(goes_on_alike(other, record, 0), id, ", a new one");
  }
}

TEST_CASE("an episode goes on from any moment, and forgets what came after") {
  Scene scene = scene_of("CliffWalking-v1");
  scene.begin(0, Rng(0));
  for (const int action : {0, 0, 0, 1}) scene.step(Action(action));
  scene.seek(1);
  scene.step(Action(1));
  CHECK(scene.length() == 2);
  CHECK(scene.seen()[0].integers()[0] == 25);  // one up, one right of the start, 36
  CHECK(scene.actions() == std::vector<std::vector<double>>{{0}, {1}});
}

TEST_CASE("an episode's end is found again when it is seeked to") {
  Scene scene = scene_of("CliffWalking-v1");
  scene.begin(0, Rng(0));
  scene.step(Action(0));
  for (int i = 0; i < 11; ++i) scene.step(Action(1));
  CHECK_FALSE(scene.over());
  scene.step(Action(2));
  CHECK(scene.over());
  CHECK(scene.terminated());
  scene.seek(5);
  CHECK_FALSE(scene.over());
  scene.seek(13);
  CHECK(scene.over());
  CHECK(scene.total_reward() == -13);
}

TEST_CASE("wrapped environments count their own steps and rewards") {
  Scene scene = scene_of("Pendulum-v1", {{"repeat_action", "4"}});
  scene.begin(1, Rng(0));
  const std::array<float, 1> torque = {0};
  int steps = 0;
  while (!scene.over()) {
    scene.step(Action(std::span<const float>(torque)));
    ++steps;
  }
  CHECK(steps == 50);  // 200 steps of the environment
  CHECK_FALSE(scene.terminated());
}

}  // namespace
}  // namespace gymkhana::viz
