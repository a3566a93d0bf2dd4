// What tabular agents have in common: a table of action values, exploration, and experience step by step.
#pragma once

#include <vector>

#include "agents/agent.h"
#include "agents/tabular/action_values.h"
#include "agents/tabular/experience.h"
#include "agents/tabular/exploration.h"
#include "agents/tabular/state_index.h"
#include "agents/tabular/training_statistics.h"
#include "agents/tabular/value_actor.h"

namespace gymkhana {

struct TabularConfig {
  Schedule learning_rate{0.1};
  double gamma = 0.99;
  double initial_value = 0;
  int train_freq = 1;
  ExplorationConfig exploration = {};
};

Fields tabular_fields(TabularConfig& config);

/// What an actor reads anew in each call.
struct TabularPolicy {
  StateIndex index;
  std::int32_t first_action;  ///< of the Discrete actions
  ActionValues q;
  Exploration exploration;
  std::vector<std::int32_t> visits;  ///< N(s, a), for exploration that needs them; else empty

  struct Scratch {};
  Situation situation(const ObservationBatch& observations, int slot, std::span<const std::uint8_t> mask,
                      Scratch&) const {
    const std::int32_t state = index(observations, slot);
    const std::size_t width = visits.empty() ? 0 : q.actions();
    return {q[state], mask, std::span(visits).subspan(visits.empty() ? 0 : q.pair(state, 0), width)};
  }
};

/// Experience comes in the order of time, and slot by slot within a step. An algorithm overrides
/// walk() with one of the two walks over it and its update.
class TabularAgent : public Agent {
 public:
  TabularAgent(const AgentSetup& setup, const TabularConfig& config);

  std::unique_ptr<Actor> make_actor(SlotRange, bool greedy) const override {
    return std::make_unique<ValueActor<TabularPolicy>>(policy_, greedy);
  }
  int rollout_steps() const override { return config_.train_freq; }
  std::span<const Metric> learn(const Rollout& rollout) final;
  void save(TensorFile& file) const override;
  void load(const TensorFile& file) override;
  Insight look(const ActorInput& seen) const override { return insight(policy_, seen); }

 protected:
  /// Calls learn(experience) for every step. A' is not known yet.
  template <class Learn>
  void for_each_step(const Rollout& rollout, Learn learn);
  /// Calls learn(experience) for every step as soon as A' is known, which may be in the next rollout. With
  /// train_freq 1 this is the book's order: A' was chosen by the values before this update.
  template <class Learn>
  void for_each_chained_step(const Rollout& rollout, Learn learn);

  /// Takes note of an error, for the metrics.
  void note(double error) { statistics_.note(error); }

  /// Names all that learning on depends on besides tables: those who have more extend it.
  virtual void serialize(Archive& archive);

  TabularConfig config_;
  TabularPolicy policy_;
  ActionValues& q_ = policy_.q;
  double alpha_ = 0;  // the learning rate, as its schedule stands
  Rng rng_;           // the agent's own draws

 private:
  /// Learns from every step of the rollout.
  virtual void walk(const Rollout& rollout) = 0;
  void forbid_masked(const Rollout& rollout);
  void move_schedules();

  TrainingStatistics statistics_;
  std::vector<Experience> waiting_;  // per slot, for its A'
  std::vector<std::uint8_t> is_waiting_, mask_known_;
};

template <class Learn>
void TabularAgent::for_each_step(const Rollout& rollout, Learn learn) {
  statistics_.check_rewards(rollout);
  if (!rollout.masks.empty()) forbid_masked(rollout);
  const std::int32_t* actions = rollout.actions.index_data();
  std::size_t cut = 0;
  for (int column = 0, slot = 0; column < rollout.size(); ++column) {
    Experience e{.slot = slot,
                 .state = policy_.index(rollout.observations, column),
                 .action = actions[column] - policy_.first_action,
                 .reward = rollout.rewards[column],
                 .log_prob = rollout.log_probs[column]};
    if (rollout.terminated[column]) {
      e.ends = true;
      e.next_state = e.state;
    } else if (rollout.truncated[column]) {
      e.ends = true;
      e.discount = config_.gamma;
      e.next_state = policy_.index(rollout.last_observations, static_cast<int>(cut++));
    } else {
      e.discount = config_.gamma;
      e.next_state = policy_.index(rollout.observations, column + rollout.slots);
    }
    if (!policy_.visits.empty()) ++policy_.visits[q_.pair(e.state, e.action)];
    learn(e);
    if (++slot == rollout.slots) slot = 0;
  }
  statistics_.count_steps(rollout.size());
}

template <class Learn>
void TabularAgent::for_each_chained_step(const Rollout& rollout, Learn learn) {
  for_each_step(rollout, [&](const Experience& e) {
    Experience& waiting = waiting_[e.slot];
    if (is_waiting_[e.slot]) {
      waiting.next_action = e.action;
      learn(waiting);
    }
    is_waiting_[e.slot] = !e.ends;
    if (e.ends) {
      learn(e);
    } else {
      waiting = e;
    }
  });
}

}  // namespace gymkhana
