#include "agents/tabular/tabular_agent.h"

#include "base/error.h"
#include "replay/streams.h"

namespace gymkhana {

Fields tabular_fields(TabularConfig& c) {
  Fields fields{
      field("learning_rate", c.learning_rate, "alpha: share of an error that is corrected at once"),
      discount_field(c.gamma),
      field("initial_value", c.initial_value,
            "of all actions; above all that can be earned, it makes the agent try everything"),
      field("train_freq", c.train_freq,
            "steps per slot between two updates; with more than 1 the policy acts on older values",
            at_least(1)),
  };
  for (Field& each : exploration_fields(c.exploration)) fields.push_back(std::move(each));
  return fields;
}

TabularAgent::TabularAgent(const AgentSetup& setup, const TabularConfig& config)
    : config_(config),
      policy_{
          StateIndex(setup.env), discrete_actions(setup.env).start, {}, Exploration(config.exploration), {}},
      rng_(stream(setup.seed, Stream::minibatches)),
      statistics_(setup.total_steps),
      waiting_(setup.n_envs),
      is_waiting_(setup.n_envs) {
  check_share("learning_rate", config.learning_rate);
  q_ = ActionValues(policy_.index.states(), discrete_actions(setup.env).n, config.initial_value);
  if (policy_.exploration.needs_visits()) policy_.visits.resize(q_.all().size());
  if (setup.env.action_mask) mask_known_.resize(q_.states());
  move_schedules();
}

std::span<const Metric> TabularAgent::learn(const Rollout& rollout) {
  walk(rollout);
  const std::span<const Metric> metrics = statistics_.close(alpha_, policy_.exploration.degree());
  move_schedules();
  return metrics;
}

void TabularAgent::move_schedules() {
  alpha_ = config_.learning_rate(statistics_.progress_remaining());
  policy_.exploration.set_progress(statistics_.progress_remaining());
}

// A mask belongs to the state in which it was seen, so a state's first one is enough.
void TabularAgent::forbid_masked(const Rollout& rollout) {
  for (int column = 0; column < (rollout.steps + 1) * rollout.slots; ++column) {
    const std::int32_t state = policy_.index(rollout.observations, column);
    if (mask_known_[state]) continue;
    mask_known_[state] = 1;
    q_.forbid(state, std::span(rollout.masks).subspan(static_cast<std::size_t>(column) * q_.actions()));
  }
}

void TabularAgent::serialize(Archive& archive) {
  archive(statistics_, rng_, waiting_, is_waiting_, mask_known_);
}

void TabularAgent::save(TensorFile& file) const {
  q_.save(file, "action_values");
  if (!policy_.visits.empty()) file.put("visits", std::span(policy_.visits), {q_.states(), q_.actions()});
  Archive archive;
  const_cast<TabularAgent&>(*this).serialize(archive);  // which writes: nothing changes
  file.put_bytes("memory", archive.bytes());
}

void TabularAgent::load(const TensorFile& file) {
  const std::size_t slots = waiting_.size();
  q_.load(file, "action_values");
  if (!policy_.visits.empty()) {
    file.read("visits", std::span(policy_.visits), {q_.states(), q_.actions()});
  }
  Archive archive(file.get_bytes("memory"));
  serialize(archive);
  if (archive.remaining() > 0) throw Error("tensor \"memory\" is too long: it belongs to another agent");
  if (waiting_.size() != slots) {
    throw Error("tensor \"memory\" belongs to " + std::to_string(waiting_.size()) + " slots, not " +
                std::to_string(slots));
  }
  move_schedules();
}

}  // namespace gymkhana
