// The collector: what it stores, that workers do not matter, and exact resume.
#include "replay/collector.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include <doctest/doctest.h>

#include "base/error.h"
#include "envs/core/registry.h"
#include "envs/core/transition_table.h"
#include "tests/agents/parity_agent.h"
#include "tests/replay/counter.h"

using namespace gymkhana;

namespace {

constexpr int kSlots = 2 * chunk_slots(9) + 1, kSteps = 12, kLimit = 4;

Collector make_collector(Workers& workers, std::uint64_t seed = 7) {
  return Collector([](int slots) { return make_counters(slots, kLimit); },
                   [](SlotRange) { return std::make_unique<NoisyActor>(); }, kSlots, seed, workers);
}

Rollout collect(Collector& collector) {
  Rollout rollout(collector.spec(), kSteps, kSlots);
  collector.collect(rollout);
  return rollout;
}

std::vector<float> floats(const ObservationBatch& batch, int slots) {
  return {batch.data<float>(), batch.data<float>() + 3 * slots};
}

void check_equal(const Rollout& a, const Rollout& b) {
  CHECK(floats(a.observations, (kSteps + 1) * kSlots) == floats(b.observations, (kSteps + 1) * kSlots));
  CHECK(std::equal(a.actions.data(), a.actions.data() + a.size(), b.actions.data()));
  CHECK(a.log_probs == b.log_probs);
  CHECK(a.rewards == b.rewards);
  CHECK(a.terminated == b.terminated);
  CHECK(a.truncated == b.truncated);
  CHECK(a.truncated_columns == b.truncated_columns);
  const int cut = static_cast<int>(a.truncated_columns.size());
  CHECK(floats(a.last_observations, cut) == floats(b.last_observations, cut));
  CHECK(a.episode_steps == b.episode_steps);
  REQUIRE(a.episodes.size() == b.episodes.size());
  for (std::size_t k = 0; k < a.episodes.size(); ++k) {
    CHECK(a.episodes[k].slot == b.episodes[k].slot);
    CHECK(a.episodes[k].total_reward == b.episodes[k].total_reward);
    CHECK(a.episodes[k].length == b.episodes[k].length);
  }
}

}  // namespace

TEST_CASE("each actor is told which slots it acts for") {
  Workers workers(1);
  std::vector<int> told;
  const Collector collector([](int slots) { return make_counters(slots, kLimit); },
                            [&](SlotRange slots) {
                              for (int i = 0; i < slots.count; ++i) told.push_back(slots.first + i);
                              return std::make_unique<NoisyActor>();
                            },
                            kSlots, 7, workers);
  std::vector<int> all(kSlots);
  std::iota(all.begin(), all.end(), 0);
  CHECK(told == all);
}

TEST_CASE("columns hold what each slot saw, chose and got") {
  Workers workers(1);
  Collector collector = make_collector(workers);
  const Rollout rollout = collect(collector);
  for (int t = 0; t < kSteps; ++t) {
    for (int i = 0; i < kSlots; ++i) {
      const int c = rollout.column(t, i), next = rollout.column(t + 1, i);
      const float* now = rollout.observations.data<float>() + 3 * c;
      const float* then = rollout.observations.data<float>() + 3 * next;
      const bool over = rollout.terminated[c] || rollout.truncated[c];
      CHECK(then[0] == now[0] + (over ? 1 : 0));  // the episode
      CHECK(then[1] == (over ? 0 : now[1] + 1));  // the step
      CHECK(rollout.terminated[c] == (now[1] + 1 >= now[2]));
      CHECK(rollout.truncated[c] == (now[1] + 1 >= kLimit));
      CHECK(rollout.actions.data()[c] == now[1] + rollout.log_probs[c]);  // the action as it was chosen
      CHECK(rollout.rewards[c] ==
            std::min(rollout.actions.data()[c], 1.f));  // the environment got it within bounds
    }
  }
}

TEST_CASE("true last observations of truncated steps are kept in order of columns") {
  Workers workers(1);
  Collector collector = make_collector(workers);
  const Rollout rollout = collect(collector);
  std::vector<int> expected;
  for (int c = 0; c < rollout.size(); ++c) {
    if (rollout.truncated[c] && !rollout.terminated[c]) expected.push_back(c);
  }
  REQUIRE(!expected.empty());
  CHECK(rollout.truncated_columns == expected);
  for (std::size_t k = 0; k < expected.size(); ++k) {
    const float* last = rollout.last_observations.data<float>() + 3 * k;
    const float* before = rollout.observations.data<float>() + 3 * expected[k];
    CHECK(last[0] == before[0]);
    CHECK(last[1] == kLimit);
    CHECK(last[2] == before[2]);
  }
}

TEST_CASE("true last observations of terminated steps follow those of truncated ones") {
  Workers workers(1);
  Collector collector = make_collector(workers);
  const Rollout rollout = collect(collector);
  std::vector<int> expected;
  for (int c = 0; c < rollout.size(); ++c) {
    if (rollout.terminated[c]) expected.push_back(c);
  }
  REQUIRE(!expected.empty());
  CHECK(rollout.terminated_columns == expected);
  for (std::size_t k = 0; k < expected.size(); ++k) {
    const std::size_t at = rollout.truncated_columns.size() + k;
    const float* last = rollout.last_observations.data<float>() + 3 * at;
    const float* before = rollout.observations.data<float>() + 3 * expected[k];
    CHECK(last[0] == before[0]);
    CHECK(last[1] == before[1] + 1);
    CHECK(last[2] == before[2]);
  }
}

TEST_CASE("the masks of true last observations are theirs") {
  Workers workers(2);
  const auto envs = [](int slots) { return standard_envs().make_batch("Taxi-v4", slots); };
  const std::unique_ptr<Batch> taxi = envs(1);
  const TransitionTable& table = *taxi->env(0).transitions();
  Collector collector(
      envs, [](SlotRange) { return std::make_unique<RandomActor>(6); }, 9, 3, workers);
  Rollout rollout(collector.spec(), 420, 9);
  collector.collect(rollout);
  REQUIRE(rollout.truncated_columns.size() >= 9);  // after 200 steps and after 400
  REQUIRE(rollout.last_masks.size() ==
          6 * (rollout.truncated_columns.size() + rollout.terminated_columns.size()));
  for (std::size_t k = 0; k < rollout.truncated_columns.size(); ++k) {
    const auto expected = table.mask(rollout.last_observations[static_cast<int>(k)].integers()[0]);
    CHECK(std::equal(expected.begin(), expected.end(), rollout.last_masks.begin() + 6 * k));
  }
}

TEST_CASE("finished episodes come in order of step, then slot") {
  Workers workers(1);
  Collector collector = make_collector(workers);
  const Rollout rollout = collect(collector);
  std::size_t k = 0;
  for (int c = 0; c < rollout.size(); ++c) {
    if (!rollout.terminated[c] && !rollout.truncated[c]) continue;
    REQUIRE(k < rollout.episodes.size());
    CHECK(rollout.episode_steps[k] == c / kSlots);
    CHECK(rollout.episodes[k].slot == c % kSlots);
    CHECK(rollout.episodes[k].length == rollout.observations.data<float>()[3 * c + 1] + 1);
    ++k;
  }
  CHECK(k == rollout.episodes.size());
}

TEST_CASE("row 0 of a rollout is row T of the one before") {
  Workers workers(1);
  Collector collector = make_collector(workers);
  const Rollout first = collect(collector), second = collect(collector);
  const float* last_row = first.observations.data<float>() + 3 * kSteps * kSlots;
  CHECK(std::equal(last_row, last_row + 3 * kSlots, second.observations.data<float>()));
}

TEST_CASE("the number of workers changes nothing") {
  const auto three_rollouts = [](int count) {
    Workers workers(count);
    Collector collector = make_collector(workers);
    return std::array{collect(collector), collect(collector), collect(collector)};
  };
  const auto expected = three_rollouts(1);
  for (const int count : {2, 16}) {
    const auto rollouts = three_rollouts(count);
    for (int k = 0; k < 3; ++k) check_equal(expected[k], rollouts[k]);
  }
}

TEST_CASE("a saved collector goes on exactly where it stood") {
  Workers workers(1);
  Collector collector = make_collector(workers), other = make_collector(workers, 99);
  collect(collector);
  load_state(other, save_state(collector));
  check_equal(collect(collector), collect(other));
}

TEST_CASE("what an actor remembers starts anew with each episode, and is saved") {
  Workers workers(2);
  const auto make = [&](std::uint64_t seed) {
    return Collector([](int slots) { return make_counters(slots, kLimit); },
                     [](SlotRange) { return std::make_unique<ParityActor>(); }, kSlots, seed, workers);
  };
  const auto check_parity = [](const Rollout& rollout) {
    for (int c = 0; c < rollout.size(); ++c) {
      const int step = static_cast<int>(rollout.observations[c].floats()[1]);  // of the episode
      CHECK(rollout.actions.data()[c] == static_cast<float>(step % 2));
      if (c < kSlots) CHECK(rollout.memory[c] == static_cast<float>(step));
    }
  };
  Collector collector = make(7), other = make(99);
  Rollout rollout(collector.spec(), 3, kSlots);  // ends in the middle of episodes
  for (int k = 0; k < 3; ++k) {
    collector.collect(rollout);
    REQUIRE(rollout.memory.size() == kSlots);
    check_parity(rollout);
  }
  load_state(other, save_state(collector));
  other.collect(rollout);
  check_parity(rollout);
  CHECK(std::ranges::count(rollout.memory, 0.f) < kSlots);  // or there was nothing to remember
}

TEST_CASE("an actor without a memory leaves none in rollouts") {
  Workers workers(1);
  Collector collector = make_collector(workers);
  CHECK(collect(collector).memory.empty());
}

TEST_CASE("neighbouring seeds and slots share no stream") {
  std::set<std::uint64_t> seeds;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (int slot = 0; slot < 20; ++slot) {
      seeds.insert(env_seed(seed, Stream::env, slot, Generator::pcg64));
      seeds.insert(env_seed(seed, Stream::evaluation_env, slot, Generator::pcg64));
    }
  }
  CHECK(seeds.size() == 800);
  CHECK(env_seed(3, Stream::env, 5, Generator::mt19937) <= 0xffffffffu);
}

TEST_CASE("a rollout of another width is refused") {
  Workers workers(1);
  Collector collector = make_collector(workers);
  Rollout rollout(collector.spec(), 2, kSlots + 1);
  CHECK_THROWS_AS(collector.collect(rollout), Error);
}
