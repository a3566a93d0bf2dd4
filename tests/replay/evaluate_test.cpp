// Evaluation: one episode per slot, whatever the workers.
#include "replay/evaluate.h"

#include <numeric>

#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "tests/agents/parity_agent.h"
#include "tests/replay/counter.h"

using namespace gymkhana;

namespace {

std::vector<Episode> run(const Evaluation& evaluation, int limit, int workers) {
  Workers threads(workers);
  return evaluate([limit](int slots) { return make_counters(slots, limit); },
                  [](SlotRange) { return std::make_unique<NoisyActor>(); }, evaluation, threads);
}

}  // namespace

TEST_CASE("each slot gives its first episode") {
  const int limit = 4;
  const std::vector<Episode> episodes = run({.episodes = 30, .seed = 1}, limit, 1);
  REQUIRE(episodes.size() == 30);
  int shortest = 100, longest = 0;
  for (int i = 0; i < 30; ++i) {
    CHECK(episodes[i].slot == i);
    shortest = std::min(shortest, episodes[i].length);
    longest = std::max(longest, episodes[i].length);
    Rng env(env_seed(1, Stream::evaluation_env, i, Generator::pcg64));
    CHECK(episodes[i].length == std::min<std::int64_t>(env.integers(2, 6), limit));
  }
  CHECK(shortest == 2);
  CHECK(longest == 4);
}

TEST_CASE("each actor of an evaluation is told which slots it acts for") {
  Workers one(1);
  std::vector<int> told;
  const MakeActor make_actor = [&](SlotRange slots) {
    for (int i = 0; i < slots.count; ++i) told.push_back(slots.first + i);
    return std::make_unique<NoisyActor>();
  };
  evaluate([](int slots) { return make_counters(slots, 4); }, make_actor, {.episodes = 11}, one);
  std::vector<int> all(11);
  std::iota(all.begin(), all.end(), 0);
  CHECK(told == all);
}

TEST_CASE("evaluations carry an actor's memory") {
  Workers one(1);
  const auto episodes =
      evaluate([](int slots) { return make_counters(slots, 0); },
               [](SlotRange) { return std::make_unique<ParityActor>(); }, {.episodes = 30, .seed = 1}, one);
  for (const Episode& episode : episodes) CHECK(episode.total_reward == episode.length / 2);  // 0, 1, 0, ...
}

TEST_CASE("evaluations do not depend on workers, but on the seed") {
  const auto a = run({.episodes = 11, .seed = 1}, 0, 1), b = run({.episodes = 11, .seed = 1}, 0, 3);
  const auto c = run({.episodes = 11, .seed = 2}, 0, 1);
  bool all_equal = true, any_other = false;
  for (int i = 0; i < 11; ++i) {
    all_equal &= a[i].total_reward == b[i].total_reward && a[i].length == b[i].length;
    any_other |= a[i].total_reward != c[i].total_reward;
  }
  CHECK(all_equal);
  CHECK(any_other);
}

TEST_CASE("episodes that are cut count in the environment's own steps and rewards") {
  Workers threads(1);
  const auto cut_after = [&](int steps) {
    const MakeBatch make = [](int slots) {
      return standard_envs().make_batch("MountainCarContinuous-v0", slots, {},
                                        {{"repeat_action", "4"}, {"clip_reward", "sign"}});
    };
    return evaluate(
        make, [](SlotRange) { return std::make_unique<NoisyActor>(); }, {.episodes = 3, .max_steps = steps},
        threads);
  };
  for (const Episode& episode : cut_after(9)) {
    CHECK(episode.length == 36);
    CHECK(episode.total_reward < 0);
    CHECK(episode.total_reward > -36 * 0.1);  // of forces up to 1
  }
}

TEST_CASE("episodes that run on are counted as they stand after max_steps") {
  const auto cut = run({.episodes = 20, .seed = 1, .max_steps = 3}, 0, 1);
  for (const Episode& episode : cut) {
    CHECK(episode.length <= 3);
    if (episode.length == 3) CHECK(episode.total_reward >= 2);  // noise, then two actions cut to 1
  }
}
