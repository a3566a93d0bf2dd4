// WaterWorld against numbers from the original.
#include "envs/arcade/water_world.h"

#include <array>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "tests/support/recording_canvas.h"

namespace gymkhana {
namespace {

constexpr int apple = 1, poison = 2;

// What WaterWorld saves, in its order.
struct SavedItem {
  std::array<double, 2> position, velocity;
  std::uint8_t kind;
  int age = 0;
  void serialize(Archive& archive) { archive(position, velocity, kind, age); }
};
struct PondState {
  std::array<double, 2> position = {300, 300}, velocity = {};
  std::vector<SavedItem> items;
  std::int64_t clock = 0;
  void serialize(Archive& archive) { archive(position, velocity, items, clock); }
};

struct Pond {
  explicit Pond(PondState state) { load_state(env, save_state(state)); }

  double step(int action) { return env.step(Action(action), rng, seen[0]).reward; }
  PondState state() const {
    PondState state;
    load_state(state, save_state(env));
    return state;
  }
  float number(int eye, int i) const { return seen[0].floats()[eye * 5 + i]; }

  WaterWorld env;
  Rng rng{1};
  ObservationBatch seen{env.spec().observation, 1};
};

const std::vector<SavedItem> known_items = {{{345, 310}, {-1, 0.5}, apple},
                                            {{300, 250}, {0, 1}, poison},
                                            {{250, 345}, {2.5, -2}, apple},
                                            {{380, 302}, {0, 0}, poison}};

/// A generator whose next draws are all at least 0.25, so that no item comes.
Rng without_newcomers() {
  for (std::uint64_t seed = 0;; ++seed) {
    Rng rng(seed), draws(seed);
    bool high = true;
    for (int i = 0; i < 3; ++i) high &= draws.random() >= 0.25;
    if (high) return rng;
  }
}

}  // namespace

TEST_CASE("WaterWorld: what the eyes see of four known items") {
  // A tick before the known scene: the items one velocity back, and the agent held by the right amount of
  // thrust.
  PondState before{.items = known_items};
  for (SavedItem& item : before.items) {
    for (int i = 0; i < 2; ++i) item.position[i] -= item.velocity[i];
  }
  before.velocity = {1, 0};
  Pond pond(before);
  pond.step(0);
  for (int eye = 0; eye < 30; ++eye) {
    CAPTURE(eye);
    std::array<float, 5> expected = {1, 1, 1, 0, 0};
    if (eye == 6) expected = {1, 0.388993950f, 1, -1, 0.5f};
    if (eye == 7) expected = {1, 0.381482109f, 1, -1, 0.5f};
    if (eye == 15) expected = {1, 1, 0.416651941f, 0, 1};
    if (eye == 26) expected = {1, 0.560506310f, 1, 2.5f, -2};
    for (int i = 0; i < 5; ++i) CHECK(pond.number(eye, i) == doctest::Approx(expected[i]).epsilon(1e-7));
  }
}

TEST_CASE("WaterWorld: the known course of thirty ticks to the right") {
  Pond pond({.items = known_items});
  pond.rng = without_newcomers();
  for (int tick = 1; tick <= 30; ++tick) {
    CAPTURE(tick);
    CHECK(pond.step(1) == (tick == 7 ? 1 : tick == 12 ? -1 : 0));
    const PondState state = pond.state();
    CHECK(state.items.size() == (tick < 7 ? 4 : tick < 12 ? 3 : 2));
    if (tick == 1) CHECK(state.position[0] == doctest::Approx(300.95).epsilon(1e-12));
    if (tick == 7) CHECK(state.velocity[0] == doctest::Approx(5.731591374).epsilon(1e-9));
    if (tick == 30) CHECK(state.position[0] == doctest::Approx(586.484593783).epsilon(1e-12));
  }
  CHECK(pond.seen[0].floats()[150] == doctest::Approx(14.921863485).epsilon(1e-7));
}

TEST_CASE("WaterWorld: walls stop the agent altogether, and are seen") {
  Pond pond({.position = {5, 250}, .velocity = {-8, 3}});
  pond.step(0);
  const PondState state = pond.state();
  CHECK(state.position == std::array{1.0, 250 + 3 * 0.95});
  CHECK(state.velocity == std::array{0.0, 0.0});
  // Eye 22 looks along sin(4.62), cos(4.62): nearly straight at the wall one pixel away.
  CHECK(pond.number(22, 0) == doctest::Approx(1 / -std::sin(0.21 * 22) / 120).epsilon(1e-5));
  CHECK(pond.number(7, 0) == 1);
}

TEST_CASE("WaterWorld: items turn back at walls; the very old go, one draw each") {
  Pond pond({.items = {{{1.5, 100}, {-2, 0}, apple}, {{600, 400}, {0, 0}, poison, 5000}}, .clock = 99});
  Rng reference = pond.rng;
  pond.step(3);
  const bool dies = reference.random() < 0.1;
  reference.random();  // whether a new one comes, at tick 100
  CHECK(!dies);
  CHECK(pond.state().items.size() <= 3);
  CHECK(pond.state().items[0].position[0] == 1);
  CHECK(pond.state().items[0].velocity[0] == 2);
}

TEST_CASE("WaterWorld: the start draws five numbers for each of fifty items") {
  WaterWorld env;
  Rng rng(5), reference(5);
  env.reset(rng, {});
  PondState start;
  load_state(start, save_state(env));
  CHECK(start.items.size() == 50);
  CHECK(start.items[0].position[0] == 20 + reference.random() * 660);
  CHECK(start.items[0].position[1] == 20 + reference.random() * 460);
  CHECK(start.items[0].kind == 1 + static_cast<int>(2 * reference.random()));
  CHECK(start.items[0].velocity[0] == reference.random() * 5 - 2.5);
  for (int i = 4; i < 250; ++i) reference.random();
  CHECK(rng == reference);
}

TEST_CASE("WaterWorld: a long game stays within its space and below 51 items") {
  const auto env = standard_envs().make("Gymkhana/WaterWorld-v0");
  ObservationBatch seen(env->spec().observation, 1);
  const std::vector<Part> leaves = parts(env->spec().observation);
  Rng rng(3), chooser(4);
  env->reset(rng, seen[0]);
  int eaten = 0;
  for (int tick = 0; tick < 8000; ++tick) {
    eaten += env->step(Action(chooser.choice(4)), rng, seen[0]).reward != 0;
    if (tick % 10 != 0) continue;
    for (int i = 0; i < 152; ++i) REQUIRE(contains(leaves[0], i, seen.number(0, 0, i)));
  }
  CHECK(eaten > 60);  // about 15 per 1000 ticks in the original
  CHECK(eaten < 250);
}

TEST_CASE("WaterWorld: a picture of all items, the agent, and thirty rays that end at walls") {
  Pond pond({.position = {1, 1}, .items = known_items});
  test::RecordingCanvas canvas;
  pond.env.draw(canvas);
  CHECK(canvas.count("circle") == 4 + 1);
  CHECK(canvas.count("line") == 30);
  CHECK(canvas.all_in_sight(1e-9));
}

TEST_CASE("WaterWorld: a saved state with more than fifty items is refused") {
  PondState crowded{.items = std::vector<SavedItem>(51)};
  WaterWorld env;
  CHECK_THROWS_AS(load_state(env, save_state(crowded)), Error);
}

}  // namespace gymkhana
