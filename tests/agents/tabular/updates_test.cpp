// Whole updates of every agent, computed by hand: alpha .5, gamma .5.
#include <cmath>

#include <doctest/doctest.h>

#include "tests/agents/tabular/scripted.h"

using namespace gymkhana;

namespace {

Settings halves(Settings more = {}) {
  Settings settings = {{"learning_rate", "0.5"}, {"gamma", "0.5"}, {"epsilon", "0.5"}};
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

}  // namespace

TEST_CASE("Q-learning learns from each step at once") {
  Scripted s("q_learning", halves());
  s.step(1, 0, 4, 2, End::terminated);
  CHECK(s.q(1, 0) == 2);
  s.step(0, 1, 1, 1);
  CHECK(s.q(0, 1) == 0.5 * (1 + 0.5 * 2));
  s.step(3, 0, 1, 1, End::truncated);  // the true last state counts, not the first of the next episode
  CHECK(s.q(3, 0) == 0.5 * (1 + 0.5 * 2));
}

TEST_CASE("SARSA waits for the next action, but not for one that never comes") {
  Scripted s("sarsa", halves());
  s.step(1, 0, 4, 2, End::terminated);
  CHECK(s.q(1, 0) == 2);
  s.step(0, 1, 1, 1);
  CHECK(s.q(0, 1) == 0);
  s.step(1, 1, 0, 2);
  CHECK(s.q(0, 1) == 0.5);  // 1 + .5 Q(1, 1) = 1, not 1 + .5 Q(1, 0)
  s.step(2, 0, 8, 1, End::truncated);
  CHECK(s.q(1, 1) == 0);
  CHECK(s.q(2, 0) == 0.5 * (8 + 0.5 * (0.75 * 2 + 0.25 * 0)));  // the expectation over the next action
}

TEST_CASE("expected SARSA weighs the next actions at once") {
  Scripted s("expected_sarsa", halves());
  s.step(1, 0, 4, 2, End::terminated);
  s.step(0, 1, 1, 1);
  CHECK(s.q(0, 1) == 0.5 * (1 + 0.5 * 0.75 * 2));
}

TEST_CASE("double Q-learning changes one of its tables, and acts by their mean") {
  Scripted s("double_q_learning", halves());
  s.step(1, 0, 4, 2, End::terminated);
  const double one = s.q(1, 0, "action_values.1"), two = s.q(1, 0, "action_values.2");
  CHECK(one + two == 2);
  CHECK(one * two == 0);
  CHECK(s.q(1, 0) == 1);
}

TEST_CASE("n-step SARSA learns n steps later, and the rest at the end") {
  Scripted s("n_step_sarsa", halves({{"n_steps", "2"}}));
  s.step(0, 0, 1, 1);
  s.step(1, 0, 2, 2);
  CHECK(s.q(0, 0) == 0);
  s.step(2, 0, 4, 3);  // the second step's next action is known
  CHECK(s.q(0, 0) == 0.5 * (1 + 0.5 * 2));
  CHECK(s.q(1, 0) == 0);
  s.step(3, 0, 8, 0, End::terminated);
  CHECK(s.q(1, 0) == 0.5 * (2 + 0.5 * 4));
  CHECK(s.q(2, 0) == 0.5 * (4 + 0.5 * 8));
  CHECK(s.q(3, 0) == 0.5 * 8);
}

TEST_CASE("the tree backup follows the greedy branch only") {
  Scripted s("tree_backup", halves({{"n_steps", "2"}}));
  s.step(1, 0, 4, 0, End::terminated);
  CHECK(s.q(1, 0) == 2);
  s.step(0, 0, 1, 1);
  s.step(1, 1, 8, 2, End::terminated);  // not greedy in state 1, where action 0 is worth 2
  CHECK(s.q(0, 0) == 0.5 * (1 + 0.5 * 2));
  CHECK(s.q(1, 1) == 4);
}

TEST_CASE("SARSA(lambda) spreads errors along its traces") {
  Scripted s("sarsa_lambda", halves({{"lambda", "0.5"}, {"traces", "accumulating"}}));
  s.step(0, 0, 0, 1);
  s.step(1, 0, 0, 0);
  s.step(0, 0, 4, 0, End::terminated);
  // Traces at the end: (0, 0) 1 + 1/16, (1, 0) 1/4; the error is 4.
  CHECK(s.q(0, 0) == 0.5 * 4 * (1 + 1. / 16));
  CHECK(s.q(1, 0) == 0.5 * 4 / 4);
  s.step(1, 1, 4, 0, End::terminated);  // traces ended with the episode
  CHECK(s.q(1, 0) == 0.5 * 4 / 4);
}

TEST_CASE("Watkins's traces end where the actor explores") {
  const auto value_behind = [](int second_action) {
    Scripted s("q_lambda", halves({{"lambda", "1"}}));
    s.step(1, 0, 4, 0, End::terminated);  // action 0 becomes the greedy one in state 1
    s.step(0, 0, 0, 1);
    s.step(1, second_action, 8, 0, End::terminated);
    return s.q(0, 0);
  };
  // First 0 + .5 (0 + .5 x 2), then, if the trace of 1/2 lives, .5 x (8 - 2) x 1/2 more.
  CHECK(value_behind(1) == 0.5);
  CHECK(value_behind(0) == 0.5 + 0.5 * 6 * 0.5);
}

TEST_CASE("Monte Carlo control averages the returns of first visits, or of every visit") {
  const auto play = [](const char* visits) {
    Scripted s("mc_control", halves({{"visits", visits}}));
    s.step(0, 0, 1, 1);
    s.step(1, 0, 2, 0);
    s.step(0, 0, 4, 1, End::terminated);
    return std::vector{s.q(0, 0), s.q(1, 0)};
  };
  CHECK(play("first") == std::vector{1 + 0.5 * (2 + 0.5 * 4), 2 + 0.5 * 4});
  CHECK(play("every") == std::vector{(4 + 1 + 0.5 * (2 + 0.5 * 4)) / 2, 2 + 0.5 * 4});
}

TEST_CASE("Monte Carlo control goes on averaging, or forgets at the learning rate") {
  Scripted averaging("mc_control", halves()), forgetting("mc_control", halves({{"averaging", "false"}}));
  for (const double reward : {3., 6., 9.}) {
    averaging.step(0, 0, reward, 1, End::terminated);
    forgetting.step(0, 0, reward, 1, End::terminated);
  }
  CHECK(averaging.q(0, 0) == doctest::Approx(6));
  CHECK(forgetting.q(0, 0) == doctest::Approx(0.5 * (9 + 0.5 * (6 + 0.5 * 3))));
}

TEST_CASE("a truncated episode begins its return with the value of its true last state") {
  Scripted s("mc_control", halves());
  s.step(1, 0, 4, 0, End::terminated);
  s.step(0, 0, 1, 1, End::truncated);
  CHECK(s.q(0, 0) == 1 + 0.5 * 0.75 * 4);
}

TEST_CASE("off-policy Monte Carlo weighs by importance, and stops at the first action that is not greedy") {
  Scripted s("mc_off_policy", {{"gamma", "0.5"}, {"epsilon", "0.5"}});
  const float half = std::log(0.5f);
  s.step(0, 0, 1, 1, End::none, half);
  s.step(1, 0, 2, 2, End::none, half);
  s.step(2, 0, 4, 0, End::terminated, half);
  CHECK(s.q(2, 0) == 4);
  CHECK(s.q(1, 0) == 2 + 0.5 * 4);
  CHECK(s.q(0, 0) == 1 + 0.5 * 4);
  CHECK(s.q(0, 0, "weights") == doctest::Approx(4));
  s.step(2, 0, 8, 0, End::terminated, half);  // Q(2, 0) <- 4 + 1/2 (8 - 4)
  CHECK(s.q(2, 0) == 6);
  s.step(1, 0, 100, 2, End::none, half);
  s.step(2, 1, 3, 0, End::terminated, half);  // not greedy: what went before does not count
  CHECK(s.q(2, 1) == 3);
  CHECK(s.q(1, 0) == 4);
}

TEST_CASE("off-policy Monte Carlo learns about the policy that takes the first of equals") {
  Scripted s("mc_off_policy", {{"gamma", "0.5"}, {"epsilon", "0.5"}});
  const float half = std::log(0.5f);
  s.step(0, 0, 1, 1, End::none, half);
  s.step(1, 1, 0, 2, End::terminated, half);  // as good as action 0, but not what the policy takes
  CHECK(s.q(1, 1, "weights") == 1);
  CHECK(s.q(0, 0, "weights") == 0);
}

TEST_CASE("Dyna-Q repeats what it remembers") {
  Scripted s("dyna_q", halves({{"planning_steps", "3"}}));
  s.step(0, 0, 8, 1, End::terminated);  // four updates of the only pair
  CHECK(s.q(0, 0) == 8 * (1 - std::pow(0.5, 4)));
}

TEST_CASE("Dyna-Q+ is drawn to what it has not done for long") {
  Scripted s("dyna_q", halves({{"planning_steps", "200"}, {"kappa", "1"}}));
  for (int k = 0; k < 9; ++k) s.step(0, 0, 0, 0, End::terminated);
  // Action 1 was never taken: sqrt(9) + .5 max Q(0, .) -> 6. Action 0 was taken just now: sqrt(0) -> 0.
  CHECK(s.q(0, 1) == doctest::Approx(6));
  CHECK(s.q(0, 0) == doctest::Approx(0));
}

TEST_CASE("prioritised sweeping carries news backwards at once") {
  Scripted s("prioritized_sweeping", {{"learning_rate", "1"}, {"gamma", "0.5"}, {"planning_steps", "5"}});
  s.step(0, 0, 0, 1);
  s.step(1, 0, 0, 2);
  CHECK(s.q(0, 0) == 0);
  s.step(2, 0, 8, 0, End::terminated);
  CHECK(s.q(2, 0) == 8);
  CHECK(s.q(1, 0) == 4);
  CHECK(s.q(0, 0) == 2);
}

TEST_CASE("prioritised sweeping's memory stops growing once every pair has been seen") {
  Scripted s("prioritized_sweeping", {{"learning_rate", "0.5"}, {"gamma", "0.5"}, {"planning_steps", "1"}});
  const auto play = [&](int steps) {
    for (int k = 0; k < steps; ++k) s.step(k % 4, k % 2, k % 7, (k * k) % 4);
    TensorFile file;
    s.agent->save(file);
    return file.get_bytes("memory").size();
  };
  CHECK(play(1'000) == play(5'000));
}
