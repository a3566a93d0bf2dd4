#include "agents/tabular/monte_carlo.h"

#include <algorithm>
#include <cmath>

#include "base/error.h"

namespace gymkhana {

void MonteCarloAgent::walk(const Rollout& rollout) {
  for_each_step(rollout, [this](const Experience& e) {
    episodes_.resize(std::max<std::size_t>(episodes_.size(), e.slot + 1));
    std::vector<Experience>& episode = episodes_[e.slot];
    episode.push_back(e);
    if (!e.ends) return;
    learn_episode(episode);
    episode.clear();
  });
}

void MonteCarloAgent::serialize(Archive& archive) {
  TabularAgent::serialize(archive);
  archive(episodes_);
}

Fields MonteCarloControl::fields(Config& c) {
  Fields fields{
      choice("visits", c.visits, {"first", "every"}, "which visits of a pair in an episode count"),
      field("averaging", c.averaging, "steps of 1 / N(s, a) instead of the learning rate"),
  };
  for (Field& each : tabular_fields(c.table)) fields.push_back(std::move(each));
  return fields;
}

MonteCarloControl::MonteCarloControl(const AgentSetup& setup, const Config& config)
    : MonteCarloAgent(setup, config.table),
      every_visit_(config.visits == "every"),
      averaging_(config.averaging),
      returns_(q_.all().size()),
      earlier_(q_.all().size()) {}

void MonteCarloControl::learn_episode(std::span<const Experience> episode) {
  for (const Experience& e : episode) ++earlier_[q_.pair(e.state, e.action)];
  const Experience& last = episode.back();
  double g = last.discount == 0 ? 0 : policy_.exploration.expected_value(q_[last.next_state]);
  for (std::size_t t = episode.size(); t-- > 0;) {
    const Experience& e = episode[t];
    const std::size_t pair = q_.pair(e.state, e.action);
    g = e.reward + e.discount * g;
    const bool first = --earlier_[pair] == 0;
    if (!first && !every_visit_) continue;
    ++returns_[pair];
    note(move_towards(g, q_(e.state, e.action), averaging_ ? 1.0 / returns_[pair] : alpha_));
  }
}

void MonteCarloControl::save(TensorFile& file) const {
  TabularAgent::save(file);
  file.put("returns", std::span(returns_), {q_.states(), q_.actions()});
}

void MonteCarloControl::load(const TensorFile& file) {
  TabularAgent::load(file);
  file.read("returns", std::span(returns_), {q_.states(), q_.actions()});
}

MonteCarloOffPolicy::MonteCarloOffPolicy(const AgentSetup& setup, const Config& config)
    : MonteCarloAgent(setup, config), weights_(q_.all().size()) {
  if (policy_.exploration.needs_visits()) {
    throw Error(
        "exploration ucb chooses without chance, which importance sampling cannot weigh; use epsilon_greedy "
        "or softmax");
  }
}

Fields MonteCarloOffPolicy::fields(Config& config) {
  Fields fields = tabular_fields(config);
  std::erase_if(fields, [](const Field& field) { return field.name == "learning_rate"; });
  return fields;
}

void MonteCarloOffPolicy::learn_episode(std::span<const Experience> episode) {
  const Experience& last = episode.back();
  double g = last.discount == 0 ? 0 : q_.max(last.next_state);
  double weight = 1;
  for (std::size_t t = episode.size(); t-- > 0;) {
    const Experience& e = episode[t];
    g = e.reward + e.discount * g;
    double& sum = weights_[q_.pair(e.state, e.action)];
    sum += weight;
    note(move_towards(g, q_(e.state, e.action), weight / sum));
    const std::span<const double> values = q_[e.state];
    const auto greedy = std::max_element(values.begin(), values.end()) - values.begin();
    if (e.action != greedy) return;  // the policy learned about takes the first of equals, always
    weight /= std::exp(e.log_prob);
    if (!std::isfinite(weight)) return;  // what came before was too unlikely to count
  }
}

void MonteCarloOffPolicy::save(TensorFile& file) const {
  TabularAgent::save(file);
  file.put("weights", std::span(weights_), {q_.states(), q_.actions()});
}

void MonteCarloOffPolicy::load(const TensorFile& file) {
  TabularAgent::load(file);
  file.read("weights", std::span(weights_), {q_.states(), q_.actions()});
}

}  // namespace gymkhana
