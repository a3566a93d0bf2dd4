#include "agents/tabular/sarsa_tiles.h"

#include "agents/tabular/lambda.h"
#include "agents/tabular/state_index.h"
#include "base/error.h"

namespace gymkhana {

double TilesPolicy::value(std::span<const std::int32_t> active, int action) const {
  double sum = 0;
  for (const std::int32_t feature : active) sum += weights[weight_of(action, feature)];
  return sum;
}

Situation TilesPolicy::situation(const ObservationBatch& observations, int slot,
                                 std::span<const std::uint8_t> mask, Scratch& scratch) const {
  scratch.active.resize(tiles.tilings());
  scratch.values.resize(actions);
  tiles.activate(observations[slot].floats(), scratch.active);
  for (int action = 0; action < actions; ++action) scratch.values[action] = value(scratch.active, action);
  return {scratch.values, mask};
}

Fields SarsaTiles::fields(Config& c) {
  Fields fields{
      field("learning_rate", c.learning_rate,
            "share of an error that is corrected at once, by all tilings together"),
      discount_field(c.gamma),
      field("lambda", c.lambda, "how far errors reach back; 0: one step, 1: the whole episode",
            between(0, 1)),
      choice("traces", c.traces, {"accumulating", "replacing"},
             "what meeting a tile again does to its trace"),
      field("n_tilings", c.n_tilings, "grids of tiles, displaced against each other", between(1, 1024)),
      field("n_tiles", c.n_tiles, "per tiling, along the range of each number", between(1, 1024)),
      field("initial_value", c.initial_value,
            "of all actions; above all that can be earned, it makes the agent try everything"),
  };
  for (Field& each : exploration_fields(c.exploration)) fields.push_back(std::move(each));
  return fields;
}

SarsaTiles::SarsaTiles(const AgentSetup& setup, const Config& config)
    : config_(config),
      policy_{Tiles(setup.env, config.n_tilings, config.n_tiles),
              discrete_actions(setup.env).start,
              discrete_actions(setup.env).n,
              Exploration(config.exploration),
              {}},
      kind_(trace_kind(config.traces)),
      statistics_(setup.total_steps),
      memories_(setup.n_envs) {
  check_share("learning_rate", config.learning_rate);
  if (policy_.exploration.needs_visits()) {
    throw Error("exploration ucb counts visits, which tiles do not have; use epsilon_greedy or softmax");
  }
  policy_.weights.assign(static_cast<std::size_t>(policy_.actions) * policy_.tiles.features(),
                         config.initial_value / config.n_tilings);
  for (Memory& memory : memories_) memory.traces = Traces(policy_.weights.size());
  move_schedules();
}

std::span<const Metric> SarsaTiles::learn(const Rollout& rollout) {
  statistics_.check_rewards(rollout);
  int truncated = 0;
  for (int slot = 0; slot < rollout.slots; ++slot) {
    take_step(rollout, slot, truncated);
    truncated += rollout.truncated[slot] && !rollout.terminated[slot];
  }
  statistics_.count_steps(rollout.slots);
  const auto metrics = statistics_.close(alpha_ * config_.n_tilings, policy_.exploration.degree());
  move_schedules();
  return metrics;
}

// `truncated`: the number of the slot's last observation, if its episode was cut off.
void SarsaTiles::take_step(const Rollout& rollout, int slot, int truncated) {
  Memory& memory = memories_[slot];
  const std::int32_t action = rollout.actions[slot].index() - policy_.first_action;
  policy_.situation(rollout.observations, slot, {}, seen_);
  if (memory.waits) correct(memory, seen_.values[action]);
  memory.waits = true;
  memory.action = action;
  memory.reward = rollout.rewards[slot];
  memory.active = seen_.active;
  if (!rollout.terminated[slot] && !rollout.truncated[slot]) return;

  double next_value = 0;
  if (!rollout.terminated[slot]) {
    const Situation last = policy_.situation(rollout.last_observations, truncated, {}, last_);
    next_value = policy_.exploration.expected_value(last.values);
  }
  correct(memory, next_value);
  memory.waits = false;
  memory.traces.clear();
}

void SarsaTiles::correct(Memory& memory, double next_value) {
  const double delta =
      memory.reward + config_.gamma * next_value - policy_.value(memory.active, memory.action);
  for (const std::int32_t feature : memory.active) {
    memory.traces.visit(policy_.weight_of(memory.action, feature), kind_, alpha_);
  }
  spread(delta, alpha_, memory.traces, policy_.weights);
  memory.traces.decay(config_.gamma * config_.lambda);
  statistics_.note(delta);
}

void SarsaTiles::move_schedules() {
  alpha_ = config_.learning_rate(statistics_.progress_remaining()) / config_.n_tilings;
  policy_.exploration.set_progress(statistics_.progress_remaining());
}

void SarsaTiles::save(TensorFile& file) const {
  file.put("weights", std::span(policy_.weights), {policy_.actions, policy_.tiles.features()});
  Archive archive;
  auto& self = const_cast<SarsaTiles&>(*this);  // writing changes nothing
  archive(self.statistics_, self.memories_);
  file.put_bytes("memory", archive.bytes());
}

void SarsaTiles::load(const TensorFile& file) {
  const std::size_t slots = memories_.size();
  file.read("weights", std::span(policy_.weights), {policy_.actions, policy_.tiles.features()});
  Archive archive(file.get_bytes("memory"));
  archive(statistics_, memories_);
  if (archive.remaining() > 0 || memories_.size() != slots) {
    throw Error("tensor \"memory\" belongs to another agent, or to another number of slots");
  }
  move_schedules();
}

}  // namespace gymkhana
