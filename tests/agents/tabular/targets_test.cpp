// The values that methods move towards, computed by hand.
#include <doctest/doctest.h>

#include "agents/tabular/lambda.h"
#include "agents/tabular/n_step.h"
#include "agents/tabular/one_step.h"

using namespace gymkhana;

namespace {

// Two states: Q(0, .) = 1, 5, 3 and Q(1, .) = 2, 6, 4.
ActionValues six_values() {
  ActionValues q(2, 3, 0);
  for (int i = 0; i < 6; ++i) q.all()[i] = std::array{1., 5., 3., 2., 6., 4.}[i];
  return q;
}

const Exploration kThird({.epsilon = 0.3});  // greedy: .1 + .7, others: .1
const Experience kStep{
    .state = 0, .action = 0, .reward = 10, .discount = 0.5, .next_state = 1, .next_action = 2};

Experience ended(double discount) {
  Experience e = kStep;
  e.discount = discount;
  e.next_action = kNoAction;
  e.ends = true;
  return e;
}

}  // namespace

TEST_CASE("values move by a share of their error") {
  double value = 4;
  CHECK(move_towards(10, value, 0.25) == 6);
  CHECK(value == 5.5);
}

TEST_CASE("Q-learning looks at the best next action (6.8)") {
  CHECK(q_learning_target(kStep, six_values()) == 10 + 0.5 * 6);
  CHECK(q_learning_target(ended(0), six_values()) == 10);
  CHECK(q_learning_target(ended(0.5), six_values()) == 10 + 0.5 * 6);
}

TEST_CASE("expected SARSA weighs all next actions (6.9)") {
  CHECK(expected_sarsa_target(kStep, six_values(), kThird) ==
        doctest::Approx(10 + 0.5 * (0.1 * 2 + 0.8 * 6 + 0.1 * 4)));
  CHECK(expected_sarsa_target(ended(0), six_values(), kThird) == 10);
}

TEST_CASE("SARSA looks at the action that was taken (6.7), or at its expectation when time was up") {
  CHECK(sarsa_target(kStep, six_values(), kThird) == 10 + 0.5 * 4);
  CHECK(sarsa_target(ended(0), six_values(), kThird) == 10);
  CHECK(sarsa_target(ended(0.5), six_values(), kThird) ==
        doctest::Approx(10 + 0.5 * (0.1 * 2 + 0.8 * 6 + 0.1 * 4)));
}

TEST_CASE("double Q-learning lets one table choose and the other value (6.10)") {
  ActionValues other(2, 3, 0);
  other(1, 1) = 20;
  other(1, 0) = 99;
  CHECK(double_q_target(kStep, six_values(), other, six_values()) == 10 + 0.5 * 20);
  CHECK(double_q_target(kStep, other, six_values(), six_values()) == 10 + 0.5 * 2);
  CHECK(double_q_target(ended(0), other, six_values(), six_values()) == 10);
  ActionValues masked = six_values();
  masked(1, 1) = kForbidden;
  CHECK(double_q_target(kStep, six_values(), other, masked) == 10);  // chooses action 2, which is worth 0
}

TEST_CASE("n-step SARSA adds discounted rewards, then the value of what comes (7.4)") {
  const Experience first{.reward = 1, .discount = 0.5, .next_state = 0, .next_action = 0};
  CHECK(n_step_return(std::vector{first, kStep}, six_values(), kThird) == 1 + 0.5 * (10 + 0.5 * 4));
  CHECK(n_step_return(std::vector{first, ended(0)}, six_values(), kThird) == 1 + 0.5 * 10);
}

TEST_CASE("the tree backup leaves a branch where the greedy policy would (7.16)") {
  Experience first{.reward = 1, .discount = 0.5, .next_state = 0, .next_action = 1};  // greedy in state 0
  CHECK(tree_backup_return(std::vector{first, kStep}, six_values()) == 1 + 0.5 * (10 + 0.5 * 6));
  first.next_action = 2;  // not greedy: its future does not count
  CHECK(tree_backup_return(std::vector{first, kStep}, six_values()) == 1 + 0.5 * 5);
  ActionValues tied = six_values();
  tied(0, 2) = 5;  // one of two equals: half of each
  CHECK(tree_backup_return(std::vector{first, kStep}, tied) == 1 + 0.5 * (0.5 * 5 + 0.5 * 13));
}

TEST_CASE("traces grow by their kind and fade together") {
  const auto trace = [](TraceKind kind) {
    Traces traces(5);
    traces.visit(3, kind, 0.25);
    traces.decay(0.5);
    traces.visit(3, kind, 0.25);
    return traces.list()[0].value;
  };
  CHECK(trace(TraceKind::accumulating) == 1.5);
  CHECK(trace(TraceKind::replacing) == 1);
  CHECK(trace(TraceKind::dutch) == 1.375);  // .75 x .5 + 1
}

TEST_CASE("errors spread along traces, and faint traces are forgotten") {
  Traces traces(4);
  traces.visit(2, TraceKind::replacing, 0.1);
  traces.decay(0.5);
  traces.visit(0, TraceKind::replacing, 0.1);
  std::vector<double> values(4, 1);
  spread(8, 0.25, traces, values);
  CHECK(values == std::vector<double>{3, 1, 2, 1});
  traces.decay(1.9e-6);
  CHECK(traces.list().size() == 1);
  CHECK(traces.list()[0].index == 0);
  traces.visit(2, TraceKind::accumulating, 0.1);  // begins anew
  CHECK(traces.list()[1].value == 1);
  traces.clear();
  CHECK(traces.list().empty());
}
