#include "envs/core/batch.h"

#include <array>

#include <doctest/doctest.h>

#include "tests/envs/core/counter.h"

using namespace gymkhana;

namespace {

// A batch with the places its results go to.
struct Fixture {
  explicit Fixture(std::unique_ptr<Batch> made)
      : batch(std::move(made)),
        observations(batch->spec().observation, batch->slots()),
        actions(batch->spec().action, batch->slots()),
        rewards(batch->slots()),
        terminated(batch->slots()),
        truncated(batch->slots()) {}

  void step() { batch->step(actions, 0, observations, 0, {rewards, terminated, truncated}); }
  double seen(int slot, int i) const { return observations.number(0, slot, i); }
  double last(int slot, int i) const { return batch->final_observations().number(0, slot, i); }

  std::unique_ptr<Batch> batch;
  ObservationBatch observations;
  ActionBatch actions;
  std::vector<double> rewards;
  std::vector<std::uint8_t> terminated, truncated;
};

constexpr std::array<std::uint64_t, 2> seeds = {5, 6};

}  // namespace

TEST_CASE("an ended slot starts anew in the same step, and its true last observation is kept") {
  Fixture f(counters().make_batch("Counter-v0", 2, {{"length", "2"}}));
  f.batch->reset(seeds, f.observations);
  const double first_draw = f.seen(1, 1);
  f.actions.index(1) = 2;
  f.step();
  CHECK(f.seen(1, 0) == 1);
  CHECK(f.terminated == std::vector<std::uint8_t>{0, 0});
  CHECK(f.batch->finished().empty());
  f.step();
  CHECK(f.terminated == std::vector<std::uint8_t>{1, 1});
  CHECK(f.truncated == std::vector<std::uint8_t>{0, 0});
  CHECK(f.rewards == std::vector<double>{2, 2});
  CHECK(f.seen(1, 0) == 0);  // the new episode's first
  CHECK(f.seen(1, 1) != first_draw);
  CHECK(f.last(1, 0) == 2);  // the old one's last
  CHECK(f.last(1, 1) == first_draw);
  CHECK(f.last(1, 2) == 2);
  CHECK(f.batch->final_masks() == std::vector<std::uint8_t>{1, 1, 0, 1, 1, 0});  // after two steps
  REQUIRE(f.batch->finished().size() == 2);
  const Episode& episode = f.batch->finished()[1];
  CHECK(episode.slot == 1);
  CHECK(episode.length == 2);
  CHECK(episode.total_reward == 3);
  CHECK(episode.info == std::vector{2.f});
  f.step();
  CHECK(f.batch->finished().empty());
}

TEST_CASE("the limit truncates, and only truncates") {
  Fixture f(counters().make_batch("Counter-v1", 2));
  f.batch->reset(seeds, f.observations);
  f.step();
  f.step();
  CHECK(f.terminated == std::vector<std::uint8_t>{0, 0});
  CHECK(f.truncated == std::vector<std::uint8_t>{1, 1});
  CHECK(f.last(0, 0) == 2);
  CHECK(f.batch->finished()[0].length == 2);
}

TEST_CASE("the mask of an episode's last state is kept, not that of the next one's first") {
  Fixture f(counters().make_batch("Counter-v0", 2, {{"length", "3"}}));
  f.batch->reset(seeds, f.observations);
  for (int step = 0; step < 3; ++step) f.step();
  CHECK(f.batch->final_masks() == std::vector<std::uint8_t>{1, 1, 1, 1, 1, 1});  // an odd count
}

TEST_CASE("a step may terminate and be truncated at once") {
  Fixture f(counters().make_batch("Counter-v1", 2, {{"length", "2"}}));
  f.batch->reset(seeds, f.observations);
  f.step();
  f.step();
  CHECK(f.terminated[0] == 1);
  CHECK(f.truncated[0] == 1);
}

TEST_CASE("each slot draws from a generator seeded for it alone") {
  Fixture f(counters().make_batch("Counter-v0", 2));
  f.batch->reset(seeds, f.observations);
  for (int i = 0; i < 2; ++i) CHECK(f.seen(i, 1) == static_cast<float>(Rng(seeds[i]).random()));
}

TEST_CASE("a batch goes on from its saved state as if never stopped") {
  Fixture f(counters().make_batch("Counter-v0", 2)), g(counters().make_batch("Counter-v0", 2));
  f.batch->reset(seeds, f.observations);
  f.step();
  load_state(*g.batch, save_state(*f.batch));
  for (int step = 0; step < 7; ++step) {
    f.step();
    g.step();
    CHECK(f.rewards == g.rewards);
    CHECK(f.seen(1, 1) == g.seen(1, 1));
    CHECK(f.batch->finished().size() == g.batch->finished().size());
  }
}
