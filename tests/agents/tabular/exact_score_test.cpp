// Exact scores against sums by hand, figures from dynamic programming, and episodes.
#include "agents/tabular/exact_score.h"

#include <cmath>

#include <doctest/doctest.h>

#include "agents/tabular/planning.h"
#include "base/error.h"
#include "envs/core/registry.h"
#include "tests/agents/parity_agent.h"
#include "tests/agents/training.h"

using namespace gymkhana;

namespace {

// One state: action 0 earns 1 and ends half of the time, action 1 earns 2 and is stopped.
TransitionTable coin() {
  TransitionTable table(1, 2);
  table.add(0, 0, {.probability = 0.5, .reward = 1, .next_state = 0});
  table.add(0, 0, {.probability = 0.5, .reward = 1, .next_state = 0, .terminated = true});
  table.add(0, 1, {.probability = 1, .reward = 2, .next_state = 0, .truncated = true});
  table.set_start({1});
  return table;
}

}  // namespace

TEST_CASE("a coin is tossed twice on average, and the number's variance is 2") {
  const ExactScore score = exact_score(coin(), std::vector{0}, 0);
  CHECK(score.mean == doctest::Approx(2));
  CHECK(score.deviation == doctest::Approx(std::sqrt(2.0)));
  CHECK(score.mean_length == doctest::Approx(2));
}

TEST_CASE("episodes that are cut count as they stand") {
  const ExactScore cut = exact_score(coin(), std::vector{0}, 2);  // 1 or 2 tosses, even chances
  CHECK(cut.mean == doctest::Approx(1.5));
  CHECK(cut.deviation == doctest::Approx(0.5));
  CHECK(cut.mean_length == doctest::Approx(1.5));
  const ExactScore stopped = exact_score(coin(), std::vector{1}, 0);
  CHECK(stopped.mean == 2);
  CHECK(stopped.deviation == 0);
  CHECK(stopped.mean_length == 1);
}

TEST_CASE("a policy that never ends is stopped after a million steps") {
  const auto cliff = standard_envs().make("CliffWalking-v1");
  const std::vector<std::int32_t> always_left(48, 3);
  CHECK(exact_score(*cliff->transitions(), always_left, 10).mean == doctest::Approx(-10));
  CHECK(exact_score(*cliff->transitions(), always_left, 0).mean == doctest::Approx(-1e6));
  CHECK(exact_score(*cliff->transitions(), always_left, 0).cut);
  CHECK_FALSE(exact_score(*cliff->transitions(), always_left, 10).cut);  // the limit is the environment's
}

TEST_CASE("the lake's optimum depends on the step limit") {
  const auto lake = standard_envs().make("FrozenLake-v1");
  const TransitionTable& table = *lake->transitions();
  Workers workers(1);
  const Plan plan = value_iteration(table, {.gamma = 1, .tolerance = 1e-12}, workers);
  CHECK(exact_score(table, plan.policy, 100).mean == doctest::Approx(0.740165).epsilon(1e-5));
  CHECK(exact_score(table, plan.policy, 0).mean == doctest::Approx(14.0 / 17));
}

TEST_CASE("episodes agree with the exact score of a half-learned policy, masks and hidden states included") {
  for (const std::string id : {"Taxi-v4", "Blackjack-v1", "FrozenLake-v1"}) {
    CAPTURE(id);
    const auto env = standard_envs().make(id);
    Training training([&](int slots) { return standard_envs().make_batch(id, slots); }, "expected_sarsa", {},
                      64);
    for (int k = 0; k < 2000; ++k) training.update();
    const int limit = env->spec().max_episode_steps;
    const ExactScore exact = *exact_score(*training.agent, *env, limit);
    constexpr int kEpisodes = 4000;
    CHECK(std::abs(training.mean_return(kEpisodes) - exact.mean) <=
          3.5 * exact.deviation / std::sqrt(kEpisodes) + 1e-9);
  }
}

TEST_CASE("environments without a table have no exact score") {
  Training training([](int slots) { return standard_envs().make_batch("CartPole-v1", slots); }, "ppo", {});
  CHECK_FALSE(exact_score(*training.agent, *standard_envs().make("CartPole-v1"), 500));
}

TEST_CASE("an agent with a memory has no exact score: it is told to be scored by episodes") {
  CHECK_THROWS_WITH_AS(exact_score(ParityAgent(), *standard_envs().make("CliffWalking-v1"), 10),
                       doctest::Contains("remembers 1 number"), Error);
}

TEST_CASE("greedy policies keep to the masks given, also where nothing was learned") {
  const auto env = standard_envs().make("Taxi-v4");
  Training training([](int slots) { return standard_envs().make_batch("Taxi-v4", slots); }, "q_learning", {});
  const std::span<const std::uint8_t> masks = env->transitions()->masks();
  const auto policy = greedy_policy_of(*training.agent, env->spec(), masks);
  int useless = 0;
  for (int state = 0; state < 500; ++state) useless += masks[6 * state + policy[state]] == 0;
  CHECK(useless == 0);
}
