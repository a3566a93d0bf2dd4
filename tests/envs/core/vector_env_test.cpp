#include "envs/core/vector_env.h"

#include <doctest/doctest.h>

#include "tests/envs/core/counter.h"

using namespace gymkhana;

namespace {

void act(VectorEnv& envs, Rng& rng) {
  ActionBatch actions(envs.spec().action, envs.slots());
  for (int i = 0; i < envs.slots(); ++i) sample_action(envs.spec().action, rng, actions, i);
  envs.step(actions);
}

bool same(const ObservationBatch& a, const ObservationBatch& b) {
  return save_state(a) == save_state(b);
}

template <class T>
std::vector<T> copied(std::span<const T> values) {
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("slot i is seeded seed + i, across chunks, and seeds can be listed") {
  VectorEnv envs(counters(), "Counter-v0", 40);
  envs.reset(7);
  for (const int i : {0, 4, 5, 39}) {
    CHECK(envs.observations().number(0, i, 1) == static_cast<float>(Rng(7 + i).random()));
  }
  std::vector<std::uint64_t> seeds(40, 3);
  seeds[20] = 99;
  envs.reset(seeds);
  CHECK(envs.observations().number(0, 39, 1) == static_cast<float>(Rng(3).random()));
  CHECK(envs.observations().number(0, 20, 1) == static_cast<float>(Rng(99).random()));
}

TEST_CASE("ends, last observations and finished episodes of all slots are gathered") {
  VectorEnv envs(counters(), "Counter-v0", 20);
  envs.reset(1);
  Rng rng(1);
  act(envs, rng);
  act(envs, rng);
  CHECK(envs.finished().empty());
  const float drawn = envs.observations()[19].floats()[1];
  act(envs, rng);
  CHECK(envs.terminated()[19] == 1);
  CHECK(envs.truncated()[19] == 0);
  CHECK(envs.rewards()[19] == 3);
  CHECK(envs.final_observations()[19].floats()[0] == 3);
  CHECK(envs.final_observations()[19].floats()[1] == drawn);
  CHECK(envs.observations()[19].floats()[0] == 0);
  REQUIRE(envs.finished().size() == 20);
  for (int i = 0; i < 20; ++i) CHECK(envs.finished()[i].slot == i);
  CHECK(envs.finished()[19].total_reward == 6);
}

TEST_CASE("results do not depend on the number of workers") {
  VectorEnv one(standard_envs(), "CartPole-v1", 70);
  VectorEnv three(standard_envs(), "CartPole-v1", 70, {.workers = 3});
  one.reset(11);
  three.reset(11);
  Rng a(5), b(5);
  int ended = 0;
  for (int step = 0; step < 200; ++step) {
    act(one, a);
    act(three, b);
    REQUIRE(same(one.observations(), three.observations()));
    REQUIRE(same(one.final_observations(), three.final_observations()));
    REQUIRE(copied(one.rewards()) == copied(three.rewards()));
    REQUIRE(one.finished().size() == three.finished().size());
    ended += static_cast<int>(one.finished().size());
  }
  CHECK(ended > 300);
}

TEST_CASE("info fields and action masks of all slots") {
  VectorEnv envs(counters(), "Counter-v0", 18);
  envs.reset(0);
  Rng rng(0);
  act(envs, rng);
  std::vector<float> info(18, -1);
  envs.info(info);
  CHECK(info == std::vector<float>(18, 1));
  std::vector<std::uint8_t> masks(18 * 3, 9);
  envs.action_masks(masks);
  CHECK(masks[17 * 3 + 2] == 1);
  act(envs, rng);
  envs.action_masks(masks);
  CHECK(masks[17 * 3 + 1] == 1);
  CHECK(masks[17 * 3 + 2] == 0);
}

TEST_CASE("a vector goes on from its saved state, whatever its workers") {
  VectorEnv saved(standard_envs(), "CartPole-v1", 20);
  saved.reset(3);
  Rng a(1), b(1);
  for (int step = 0; step < 25; ++step) act(saved, a);
  VectorEnv loaded(standard_envs(), "CartPole-v1", 20, {.workers = 2});
  load_state(loaded, save_state(saved));
  CHECK(same(saved.observations(), loaded.observations()));
  b = a;
  for (int step = 0; step < 60; ++step) {
    act(saved, a);
    act(loaded, b);
    REQUIRE(save_state(saved) == save_state(loaded));
  }
  VectorEnv other(standard_envs(), "CartPole-v1", 21);
  CHECK_THROWS_WITH_AS(load_state(other, save_state(saved)),
                       "saved state is of 20 x CartPole-v1, not of 21 x CartPole-v1", Error);
}

TEST_CASE("what does not fit is refused") {
  CHECK_THROWS_AS(VectorEnv(counters(), "Counter-v0", 0), Error);
  CHECK_THROWS_AS(VectorEnv(counters(), "Counter-v0", 1, {.workers = 0}), Error);
  CHECK_THROWS_AS(VectorEnv(counters(), "Counter-v7", 1), Error);
  VectorEnv envs(counters(), "Counter-v0", 2);
  const ActionBatch two(envs.spec().action, 2), three(envs.spec().action, 3);
  CHECK_THROWS_WITH_AS(envs.step(two), "Counter-v0: step before the first reset; call reset(seed)", Error);
  envs.reset(0);
  CHECK_THROWS_AS(envs.step(three), Error);
  CHECK_THROWS_AS(envs.reset(std::vector<std::uint64_t>{1}), Error);
  CHECK_NOTHROW(envs.step(two));
}
