// The reward scale, worked out by hand for two slots.
#include "replay/reward_scaler.h"

#include <cmath>

#include <doctest/doctest.h>

using namespace gymkhana;

namespace {

Rollout two_by_two() {
  Rollout rollout({.observation = box(1, -1, 1), .action = Discrete{2}}, 2, 2);
  rollout.rewards = {1, 3, 2, 5};
  rollout.terminated = {0, 1, 0, 0};
  return rollout;
}

}  // namespace

TEST_CASE("rewards are divided by the deviation of the running discounted returns") {
  // gamma .5: returns 1, 3 at step 0; then .5 * 1 + 2 = 2.5, and 5 afresh after the end of slot 1.
  RunningMeanStd expected;
  expected.update(std::span<const double>(std::vector<double>{1, 3}));
  expected.update(std::span<const double>(std::vector<double>{2.5, 5}));
  const double deviation = std::sqrt(expected.variance()[0] + 1e-8);

  Rollout rollout = two_by_two();
  RewardScaler scaler(2, 0.5);
  scaler.apply(rollout);
  CHECK(rollout.rewards[0] == doctest::Approx(1 / deviation));
  CHECK(rollout.rewards[3] == doctest::Approx(5 / deviation));

  SUBCASE("the returns go on in the next rollout") {
    Rollout next = two_by_two();
    scaler.apply(next);
    expected.update(std::span<const double>(std::vector<double>{0.5 * 2.5 + 1, 0.5 * 5 + 3}));
    expected.update(std::span<const double>(std::vector<double>{0.5 * 2.25 + 2, 5}));
    CHECK(next.rewards[1] == doctest::Approx(3 / std::sqrt(expected.variance()[0] + 1e-8)));
  }
  SUBCASE("a truncated episode's return does not go on either") {
    Rollout next = two_by_two();
    next.terminated = {0, 0, 0, 0};
    next.truncated = {1, 0, 0, 0};
    scaler.apply(next);
    expected.update(std::span<const double>(std::vector<double>{0.5 * 2.5 + 1, 0.5 * 5 + 3}));
    expected.update(std::span<const double>(std::vector<double>{2, 0.5 * 5.5 + 5}));
    CHECK(next.rewards[1] == doctest::Approx(3 / std::sqrt(expected.variance()[0] + 1e-8)));
  }
  SUBCASE("a reward kept from before is scaled as those of the last rollout were") {
    CHECK(scaler.now(3) == rollout.rewards[1]);
    std::vector<Metric> metrics;
    scaler.add_metrics(metrics);
    REQUIRE(metrics.size() == 1);
    CHECK(metrics[0].value == doctest::Approx(1 / deviation));
  }
  SUBCASE("a saved scaler goes on alike") {
    RewardScaler other(2, 0.5);
    load_state(other, save_state(scaler));
    Rollout a = two_by_two(), b = two_by_two();
    scaler.apply(a);
    other.apply(b);
    CHECK(a.rewards == b.rewards);
  }
}

TEST_CASE("scaled rewards are cut at the limit") {
  Rollout rollout = two_by_two();
  RewardScaler scaler(2, 0.5, 0.25);
  scaler.apply(rollout);
  CHECK(rollout.rewards[3] == 0.25);
  CHECK(scaler.now(-5) == -0.25);
}
