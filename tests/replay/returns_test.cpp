// Returns and advantages against numbers worked out by hand.
#include "replay/returns.h"

#include <vector>

#include <doctest/doctest.h>

using namespace gymkhana;

namespace {

// One slot, four steps, gamma 0.5: step 1 terminates, step 2 is truncated before a state worth 8.
//   t            0    1    2    3
//   r            1    2    3    4
//   d           .5    0   .5   .5
//   v            1    2    3    4
//   v'           2    -    8    6
struct Hand {
  std::vector<double> rewards{1, 2, 3, 4};
  std::vector<float> discounts{0.5f, 0, 0.5f, 0.5f}, values{1, 2, 3, 4}, next_values{2, 99, 8, 6};
  std::vector<std::uint8_t> cut{0, 1, 1, 0};
  Trajectories view() const { return {1, rewards, discounts, cut, values, next_values}; }
};

// Two slots without ends, gamma 0.5; slot 1 has ten times the numbers of slot 0.
struct TwoSlots {
  std::vector<double> rewards{1, 10, 2, 20, 4, 40};
  std::vector<float> discounts = std::vector<float>(6, 0.5f);
  std::vector<float> values{1, 10, 1, 10, 1, 10}, next_values{1, 10, 1, 10, 8, 80};
  std::vector<std::uint8_t> cut = std::vector<std::uint8_t>(6, 0);
  Trajectories view() const { return {2, rewards, discounts, cut, values, next_values}; }
};

using Floats = std::vector<float>;

}  // namespace

TEST_CASE("discounted returns stop at ends and bootstrap where an episode goes on") {
  Floats out(4);
  discounted_returns(Hand().view(), out);
  CHECK(out == Floats{1 + 0.5f * 2, 2, 3 + 0.5f * 8, 4 + 0.5f * 6});

  Floats two(6);
  discounted_returns(TwoSlots().view(), two);
  CHECK(two == Floats{4, 40, 6, 60, 8, 80});  // 8 = 4 + 8/2, 6 = 2 + 8/2, 4 = 1 + 6/2
}

TEST_CASE("lambda-returns mix the next value and the next return") {
  Floats out(4);
  lambda_returns(Hand().view(), 0, out);
  CHECK(out == Floats{1 + 0.5f * 2, 2, 7, 7});  // one-step targets

  Floats two(6);
  lambda_returns(TwoSlots().view(), 0.5, two);
  // last: 4 + .5 * 8 = 8; middle: 2 + .5 (.5 * 1 + .5 * 8) = 4.25; first: 1 + .5 (.5 * 1 + .5 * 4.25)
  // = 2.3125
  CHECK(two == Floats{2.3125f, 23.125f, 4.25f, 42.5f, 8, 80});
}

TEST_CASE("n-step returns take n rewards and then a value") {
  Floats two(6);
  n_step_returns(TwoSlots().view(), 1, two);
  CHECK(two == Floats{1.5f, 15, 2.5f, 25, 8, 80});
  n_step_returns(TwoSlots().view(), 2, two);
  CHECK(two == Floats{2.25f, 22.5f, 6, 60, 8, 80});  // 1 + .5 * 2 + .25 * 1; 2 + .5 * 4 + .25 * 8
  n_step_returns(TwoSlots().view(), 10, two);
  CHECK(two == Floats{4, 40, 6, 60, 8, 80});

  Floats out(4);
  n_step_returns(Hand().view(), 3, out);
  CHECK(out == Floats{2, 2, 7, 7});
}

TEST_CASE("GAE sums discounted errors up to the end of each episode") {
  Floats out(4);
  gae(Hand().view(), 0.5, out);
  // delta = 1 + .5 * 2 - 1 = 1, 2 - 2 = 0, 3 + .5 * 8 - 3 = 4, 4 + .5 * 6 - 4 = 3
  CHECK(out == Floats{1 + 0.25f * 0, 0, 4, 3});

  Floats two(6);
  gae(TwoSlots().view(), 0.5, two);
  // delta = .5, 1.5, 7; A = 7, 1.5 + .25 * 7 = 3.25, .5 + .25 * 3.25 = 1.3125
  CHECK(two == Floats{1.3125f, 13.125f, 3.25f, 32.5f, 7, 70});
}

TEST_CASE("GAE with lambda 1 is the return less the value") {
  const TwoSlots data;
  Floats advantages(6), returns(6);
  gae(data.view(), 1, advantages);
  discounted_returns(data.view(), returns);
  for (int c = 0; c < 6; ++c) CHECK(advantages[c] == doctest::Approx(returns[c] - data.values[c]));
}

TEST_CASE("a rollout's flags become discounts, cuts and next values") {
  const EnvSpec spec{.observation = box(1, -1, 1), .action = Discrete{2}};
  Rollout rollout(spec, 2, 2);
  rollout.terminated = {0, 1, 1, 0};
  rollout.truncated = {1, 0, 1, 0};
  rollout.truncated_columns = {0};  // column 2 terminated as well: nothing follows it

  Floats out(4);
  discounts(rollout, 0.9, out);
  CHECK(out == Floats{0.9f, 0, 0, 0.9f});

  rollout.rewards = {0, 0, 0, -1};
  stop_at_rewards(rollout, out);
  CHECK(out == Floats{0.9f, 0, 0, 0});

  std::vector<std::uint8_t> cut(4);
  cuts(rollout, cut);
  CHECK(cut == std::vector<std::uint8_t>{1, 1, 1, 0});

  next_values(rollout, Floats{10, 11, 12, 13, 14, 15}, Floats{77}, out);
  CHECK(out == Floats{77, 13, 14, 15});
}

TEST_CASE("a rollout and its values become trajectories") {
  const EnvSpec spec{.observation = box(1, -1, 1), .action = Discrete{2}};
  Rollout rollout(spec, 2, 2);
  rollout.terminated = {0, 1, 0, 0};
  rollout.truncated = {1, 0, 0, 0};
  rollout.truncated_columns = {0};
  rollout.rewards = {0, 0, 0, -1};
  const Floats values = {10, 11, 12, 13, 14, 15}, last = {77};
  TrajectoryArrays arrays;
  Trajectories view = trajectories(rollout, values, last, {0.9}, arrays);
  CHECK(view.slots == 2);
  CHECK(arrays.next_values == Floats{77, 13, 14, 15});
  CHECK(arrays.discounts == Floats{0.9f, 0, 0.9f, 0.9f});
  CHECK(arrays.cut == std::vector<std::uint8_t>{1, 1, 0, 0});
  CHECK(view.values.size() == 4);
  CHECK(view.rewards[3] == -1);
  view = trajectories(rollout, values, last, {0.9, true}, arrays);
  CHECK(view.discounts[3] == 0);
}
