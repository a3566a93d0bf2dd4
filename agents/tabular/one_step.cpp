#include "agents/tabular/one_step.h"

namespace gymkhana {

void Sarsa::walk(const Rollout& rollout) {
  for_each_chained_step(rollout, [this](const Experience& e) {
    note(move_towards(sarsa_target(e, q_, policy_.exploration), q_(e.state, e.action), alpha_));
  });
}

void ExpectedSarsa::walk(const Rollout& rollout) {
  for_each_step(rollout, [this](const Experience& e) {
    note(move_towards(expected_sarsa_target(e, q_, policy_.exploration), q_(e.state, e.action), alpha_));
  });
}

void QLearning::walk(const Rollout& rollout) {
  for_each_step(rollout, [this](const Experience& e) {
    note(move_towards(q_learning_target(e, q_), q_(e.state, e.action), alpha_));
  });
}

DoubleQLearning::DoubleQLearning(const AgentSetup& setup, const Config& config)
    : TabularAgent(setup, config), pair_{q_, q_} {}

void DoubleQLearning::walk(const Rollout& rollout) {
  for_each_step(rollout, [this](const Experience& e) {
    const int coin = rng_.choice(2);
    ActionValues &q1 = pair_[coin], &q2 = pair_[1 - coin];
    note(move_towards(double_q_target(e, q1, q2, q_), q1(e.state, e.action), alpha_));
    q_(e.state, e.action) = (q1(e.state, e.action) + q2(e.state, e.action)) / 2;
  });
}

void DoubleQLearning::save(TensorFile& file) const {
  TabularAgent::save(file);
  pair_[0].save(file, "action_values.1");
  pair_[1].save(file, "action_values.2");
}

void DoubleQLearning::load(const TensorFile& file) {
  TabularAgent::load(file);
  pair_[0].load(file, "action_values.1");
  pair_[1].load(file, "action_values.2");
}

double double_q_target(const Experience& e, const ActionValues& q1, const ActionValues& q2,
                       const ActionValues& allowed) {
  if (e.discount == 0) return e.reward;
  double best = kForbidden;
  int argmax = 0;
  for (int action = 0; action < q1.actions(); ++action) {
    if (allowed(e.next_state, action) == kForbidden || q1(e.next_state, action) <= best) continue;
    best = q1(e.next_state, action);
    argmax = action;
  }
  return e.reward + e.discount * q2(e.next_state, argmax);
}

}  // namespace gymkhana
