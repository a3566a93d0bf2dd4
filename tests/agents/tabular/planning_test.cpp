#include "agents/tabular/planning.h"

#include <cmath>

#include <doctest/doctest.h>

#include "agents/tabular/exploration.h"
#include "envs/core/registry.h"

using namespace gymkhana;

namespace {

// Two states: from 0, action 0 stays for 1, action 1 ends for 3. v(0) = max(1 / (1 - gamma), 3).
TransitionTable stay_or_go() {
  TransitionTable table(1, 2);
  table.add(0, 0, {.probability = 1, .reward = 1, .next_state = 0});
  table.add(0, 1, {.probability = 1, .reward = 3, .next_state = 0, .terminated = true});
  table.set_start({1});
  return table;
}

// The mean over the start of v(s).
double start_value(const TransitionTable& table, const Plan& plan) {
  double mean = 0;
  for (int state = 0; state < table.states(); ++state) mean += table.start()[state] * plan.values[state];
  return mean;
}

struct Optimum {
  std::string id;
  Settings options;
  double gamma, value, tolerance;
};

}  // namespace

TEST_CASE("values of an environment of one state are those of the formula") {
  const TransitionTable table = stay_or_go();
  Workers workers(1);
  CHECK(value_iteration(table, {.gamma = 0.5}, workers).values[0] == doctest::Approx(3));
  CHECK(value_iteration(table, {.gamma = 0.5}, workers).policy[0] == 1);
  CHECK(value_iteration(table, {.gamma = 0.9}, workers).values[0] == doctest::Approx(10));
  CHECK(value_iteration(table, {.gamma = 0.9}, workers).policy[0] == 0);
  const std::vector<double> even = {0.5, 0.5};  // v = .5 (1 + .9 v) + .5 3, so v = 2 / .55
  CHECK(evaluate_policy(table, even, {.gamma = 0.9}).values[0] == doctest::Approx(2 / 0.55));
  CHECK(action_value(table, std::vector{2.0}, 0, 0, 0.9) == doctest::Approx(2.8));
}

TEST_CASE("all planners reproduce the exact optima") {
  const std::vector<Optimum> optima = {
      {"FrozenLake-v1", {}, 0.99, 0.542026, 1e-6},
      {"FrozenLake8x8-v1", {}, 0.99, 0.414640, 1e-6},
      {"Gymkhana/GridWorld-v0", {}, 0.9, std::pow(0.9, 16) / (1 - std::pow(0.9, 17)), 1e-6},
      {"CliffWalking-v1", {}, 1, -13, 1e-9},
      {"CliffWalkingSlippery-v1", {}, 1, -64.7092, 1e-4},
      {"Taxi-v4", {}, 1, 7.93, 1e-9},
      {"Taxi-v4", {{"is_rainy", "true"}}, 1, 3.9546, 1e-4},
      {"Blackjack-v1", {}, 1, -0.043113, 1e-6},
      {"Blackjack-v1", {{"sab", "false"}}, 1, -0.046556, 1e-6},
      {"Blackjack-v1", {{"sab", "false"}, {"natural", "true"}}, 1, -0.025729, 1e-6},
  };
  for (const Optimum& optimum : optima) {
    CAPTURE(optimum.id);
    const auto env = standard_envs().make(optimum.id, optimum.options);
    const TransitionTable& table = *env->transitions();
    const PlanningConfig config{.gamma = optimum.gamma};
    Workers workers(1);
    const auto error = [&](const Plan& plan) { return std::abs(start_value(table, plan) - optimum.value); };
    CHECK(error(value_iteration(table, config, workers)) < optimum.tolerance);
    CHECK(error(value_iteration_in_place(table, config)) < optimum.tolerance);
    CHECK(error(prioritized_value_iteration(table, config)) < optimum.tolerance);
    CHECK(error(policy_iteration(table, config)) < optimum.tolerance);
  }
}

// With epsilon 0.1, ties to the first best action or shared among all of them.
double online_limit(const TransitionTable& table, const Plan& best, bool first_of_ties) {
  std::vector<double> policy;
  for (int state = 0; state < table.states(); ++state) {
    std::vector<double> values;
    for (int action = 0; action < table.actions(); ++action) {
      values.push_back(action_value(table, best.values, state, action, 1));
    }
    const Exploration pi({.ties = first_of_ties ? "first" : "random"});
    for (int action = 0; action < table.actions(); ++action) policy.push_back(pi.probability(values, action));
  }
  return start_value(table, evaluate_policy(table, policy, {.gamma = 1}));
}

TEST_CASE("on the cliff, what exploring along the edge earns depends on how ties are broken") {
  const auto cliff = standard_envs().make("CliffWalking-v1");
  const Plan best = value_iteration_in_place(*cliff->transitions(), {.gamma = 1});
  CHECK(online_limit(*cliff->transitions(), best, true) == doctest::Approx(-45.803).epsilon(1e-5));
  CHECK(online_limit(*cliff->transitions(), best, false) == doctest::Approx(-50.800).epsilon(1e-5));
}

TEST_CASE("a plan that runs out of sweeps says that it is not finished") {
  const auto lake = standard_envs().make("FrozenLake-v1");
  const TransitionTable& table = *lake->transitions();
  Workers workers(1);
  const PlanningConfig little{.max_sweeps = 3}, plenty{};
  CHECK_FALSE(policy_iteration(table, little).finished);
  CHECK(policy_iteration(table, little).sweeps == 3);
  CHECK_FALSE(value_iteration(table, little, workers).finished);
  CHECK_FALSE(value_iteration_in_place(table, little).finished);
  CHECK_FALSE(prioritized_value_iteration(table, little).finished);
  const Plan whole = policy_iteration(table, plenty);
  CHECK(whole.finished);
  for (int sweeps = 1; sweeps < whole.sweeps; ++sweeps)
    CHECK_FALSE(policy_iteration(table, {.max_sweeps = sweeps}).finished);
  CHECK(value_iteration(table, plenty, workers).finished);
  CHECK(value_iteration_in_place(table, plenty).finished);
  CHECK(prioritized_value_iteration(table, plenty).finished);
}

TEST_CASE("value iteration gives the same bits on any number of workers") {
  const auto env = standard_envs().make("FrozenLake-v1", {{"map_name", "random"}, {"map_size", "200"}});
  Workers one(1), three(3);
  const PlanningConfig config{.gamma = 0.99, .tolerance = 1e-3};
  CHECK(value_iteration(*env->transitions(), config, one).values ==
        value_iteration(*env->transitions(), config, three).values);
}
