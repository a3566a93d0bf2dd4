#include "agents/tabular/exact_score.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "agents/tabular/state_index.h"
#include "base/error.h"

namespace gymkhana {
namespace {

/// Episodes on their way, by the state they are in: their probability, and the sums over it of the return so
/// far and of its square.
struct Front {
  explicit Front(int states) : probability(states), returns(states), squares(states) {}

  void clear() {
    for (auto* numbers : {&probability, &returns, &squares}) std::fill(numbers->begin(), numbers->end(), 0.0);
  }
  bool is_empty(int state) const { return probability[state] == 0; }
  double total() const { return std::accumulate(probability.begin(), probability.end(), 0.0); }

  /// Takes in a share p of the episodes that `from` has in a state, which earn r:
  /// E[(G + r)^2] = E[G^2] + 2 r E[G] + r^2.
  void receive(int state, const Front& from, int origin, double p, double r) {
    const double mass = from.probability[origin], sum = from.returns[origin];
    probability[state] += p * mass;
    returns[state] += p * (sum + r * mass);
    squares[state] += p * (from.squares[origin] + 2 * r * sum + r * r * mass);
  }

  std::vector<double> probability, returns, squares;
};

}  // namespace

ExactScore exact_score(const TransitionTable& table, std::span<const std::int32_t> policy, int step_limit) {
  constexpr int kMostSteps = 1'000'000;
  constexpr double kGone = 1e-13;  // probability still on its way that no longer matters
  const int limit = step_limit > 0 ? step_limit : kMostSteps;
  Front here(table.states()), next(table.states()), ended(1);
  std::ranges::copy(table.start(), here.probability.begin());
  double alive = 1, length = 0;
  for (int step = 0; step < limit && alive > kGone; ++step) {
    next.clear();
    for (int state = 0; state < table.states(); ++state) {
      if (here.is_empty(state)) continue;
      for (const Transition& outcome : table.outcomes(state, policy[table.observed(state)])) {
        const bool ends = outcome.terminated || outcome.truncated;
        Front& to = ends ? ended : next;
        to.receive(ends ? 0 : outcome.next_state, here, state, outcome.probability, outcome.reward);
      }
    }
    length += alive;
    std::swap(here, next);
    alive = here.total();
  }
  for (int state = 0; state < table.states(); ++state) ended.receive(0, here, state, 1, 0);
  const double mean = ended.returns[0];
  const bool cut = step_limit <= 0 && alive > kGone;
  return {mean, std::sqrt(std::max(0.0, ended.squares[0] - mean * mean)), length, cut};
}

std::vector<std::int32_t> greedy_policy_of(const Agent& agent, const EnvSpec& spec,
                                           std::span<const std::uint8_t> masks) {
  constexpr int kAtOnce = 256;
  const StateIndex index(spec);
  const Discrete choices = discrete_actions(spec);
  const std::unique_ptr<Actor> actor = agent.make_actor({0, kAtOnce}, true);
  if (actor->memory_size() > 0)
    throw Error(
        "this agent remembers " + std::to_string(actor->memory_size()) +
        " numbers per slot, so that what it does in a state depends on how it came there: score it by "
        "episodes");
  ObservationBatch observations(spec.observation, kAtOnce);
  ActionBatch actions(spec.action, kAtOnce);
  std::vector<Rng> streams(kAtOnce);
  std::vector<std::int32_t> policy(index.states());
  const std::size_t width = masks.empty() ? 0 : choices.n;
  for (int first = 0; first < index.states(); first += kAtOnce) {
    const int count = std::min(kAtOnce, index.states() - first);
    for (int i = 0; i < count; ++i) index.write(first + i, observations[i]);
    actor->act({observations, 0, count, masks.subspan(first * width, count * width)}, streams, actions, 0,
               {});
    for (int i = 0; i < count; ++i) policy[first + i] = actions.index(i) - choices.start;
  }
  return policy;
}

std::optional<ExactScore> exact_score(const Agent& agent, const Env& env, int step_limit) {
  const TransitionTable* table = env.transitions();
  if (!table) return std::nullopt;
  return exact_score(*table, greedy_policy_of(agent, env.spec(), table->masks()), step_limit);
}

}  // namespace gymkhana
