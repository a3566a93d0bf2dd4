#include "agents/tabular/exploration.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace gymkhana {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// The best actions of a state and the allowed ones.
struct Survey {
  double best = -kInfinity;
  int ties = 0, allowed = 0;
  std::int32_t first = 0;  ///< of the best

  /// The first of the best as the only one.
  Survey without_ties() const { return {best, 1, allowed, first}; }
};

Survey survey(const Situation& situation) {
  Survey found;
  for (std::size_t action = 0; action < situation.values.size(); ++action) {
    if (!situation.allows(action)) continue;
    ++found.allowed;
    const double value = situation.values[action];
    if (value > found.best) {
      found.best = value;
      found.ties = 0;
      found.first = static_cast<std::int32_t>(action);
    }
    found.ties += value == found.best;
  }
  return found;
}

/// The allowed action number `skip` (from 0) among those that `fits`.
template <class Fits>
std::int32_t nth_allowed(const Situation& situation, int skip, Fits fits) {
  for (std::size_t action = 0; action < situation.values.size(); ++action) {
    if (situation.allows(action) && fits(action) && skip-- == 0) return static_cast<std::int32_t>(action);
  }
  return 0;
}

std::int32_t pick_best(const Situation& situation, const Survey& found, Rng& rng) {
  if (found.ties <= 1) return found.first;
  return nth_allowed(situation, rng.choice(found.ties),
                     [&](std::size_t action) { return situation.values[action] == found.best; });
}

/// e^((q - best) / temperature): 1 for the best action. At temperature 0 all others get 0.
double soft_weight(double value, double best, double temperature) {
  return value == best ? 1 : temperature > 0 ? std::exp((value - best) / temperature) : 0;
}

}  // namespace

Fields exploration_fields(ExplorationConfig& c) {
  return {
      choice("exploration", c.exploration, {"epsilon_greedy", "softmax", "ucb"}, "how actions are tried"),
      field("epsilon", c.epsilon, "epsilon_greedy: share of actions taken at random, in [0, 1]"),
      field("temperature", c.temperature,
            "softmax: weights are exp(Q / temperature); in units of the values, 0 is greedy"),
      field("ucb_c", c.ucb_c, "ucb: weight of the bonus sqrt(ln N(s) / N(s, a)), in units of the values"),
      choice("ties", c.ties, {"random", "first"},
             "epsilon_greedy: which of several best actions; the first is what numpy's argmax takes"),
  };
}

Choice choose_greedily(const Situation& situation, Rng& rng) {
  const Survey found = survey(situation);
  return {pick_best(situation, found, rng), 1.0 / std::max(found.ties, 1)};
}

Exploration::Exploration(const ExplorationConfig& config)
    : config_(config),
      kind_(config.exploration == "softmax" ? Kind::softmax
            : config.exploration == "ucb"   ? Kind::ucb
                                            : Kind::epsilon_greedy),
      first_of_ties_(kind_ == Kind::epsilon_greedy && config.ties == "first") {
  check_share("epsilon", config.epsilon);
  set_progress(1);
}

void Exploration::set_progress(double progress_remaining) {
  degree_ = kind_ == Kind::epsilon_greedy ? config_.epsilon(progress_remaining)
            : kind_ == Kind::softmax      ? config_.temperature(progress_remaining)
                                          : config_.ucb_c(progress_remaining);
}

Choice Exploration::choose(const Situation& situation, Rng& rng) const {
  switch (kind_) {
    case Kind::softmax:
      return choose_softly(situation, rng);
    case Kind::ucb:
      return choose_by_upper_bound(situation, rng);
    default:
      return choose_epsilon_greedily(situation, rng);
  }
}

Choice Exploration::choose_epsilon_greedily(const Situation& situation, Rng& rng) const {
  const Survey all = survey(situation);
  const Survey found = first_of_ties_ ? all.without_ties() : all;
  const bool explores = rng.random() < degree_;
  const std::int32_t action =
      explores && found.allowed > 0
          ? nth_allowed(situation, rng.choice(found.allowed), [](std::size_t) { return true; })
          : pick_best(situation, found, rng);
  const bool best = first_of_ties_ ? action == found.first : situation.values[action] == found.best;
  return {action,
          degree_ / std::max(found.allowed, 1) + (best ? (1 - degree_) / std::max(found.ties, 1) : 0)};
}

Choice Exploration::choose_softly(const Situation& situation, Rng& rng) const {
  const Survey found = survey(situation);
  const auto weight = [&](std::size_t action) {
    return situation.allows(action) ? soft_weight(situation.values[action], found.best, degree_) : 0;
  };
  double sum = 0;
  for (std::size_t action = 0; action < situation.values.size(); ++action) sum += weight(action);
  const double threshold = rng.random() * sum;
  Choice choice;
  double cumulated = 0;
  for (std::size_t action = 0; action < situation.values.size(); ++action) {
    const double each = weight(action);
    if (each == 0) continue;
    choice = {static_cast<std::int32_t>(action), each / sum};
    cumulated += each;
    if (threshold < cumulated) break;
  }
  return choice;
}

// Equation 2.10: argmax over a of Q(s, a) + c sqrt(ln N(s) / N(s, a)); actions never taken come first.
Choice Exploration::choose_by_upper_bound(const Situation& situation, Rng& rng) const {
  const double taken = std::accumulate(situation.visits.begin(), situation.visits.end(), 0.0);
  const auto bound = [&](std::size_t action) {
    const double visits = situation.visits[action];
    if (visits == 0) return kInfinity;
    return situation.values[action] + degree_ * std::sqrt(std::log(taken) / visits);
  };
  double best = -kInfinity;
  int ties = 0;
  for (std::size_t action = 0; action < situation.values.size(); ++action) {
    if (!situation.allows(action) || bound(action) < best) continue;
    ties = bound(action) == best ? ties + 1 : 1;
    best = bound(action);
  }
  const int skip = ties > 1 ? rng.choice(ties) : 0;
  return {nth_allowed(situation, skip, [&](std::size_t action) { return bound(action) == best; }),
          1.0 / std::max(ties, 1)};
}

double Exploration::probability(std::span<const double> values, int action) const {
  const Situation situation{values};
  if (!situation.allows(action)) return 0;
  const Survey all = survey(situation);
  const Survey found = first_of_ties_ ? all.without_ties() : all;
  const bool best = first_of_ties_ ? action == found.first : values[action] == found.best;
  if (kind_ == Kind::softmax) {
    double sum = 0;
    for (const double value : values) sum += soft_weight(value, found.best, degree_);
    return soft_weight(values[action], found.best, degree_) / sum;
  }
  const double epsilon = kind_ == Kind::epsilon_greedy ? degree_ : 0;
  return epsilon / found.allowed + (best ? (1 - epsilon) / found.ties : 0);
}

double Exploration::expected_value(std::span<const double> values) const {
  const Survey found = survey({values});
  if (found.allowed == 0) return 0;
  double sum = 0, weights = 0;
  for (const double value : values) {
    if (value == kForbidden) continue;
    const double weight = kind_ == Kind::softmax ? soft_weight(value, found.best, degree_) : 1;
    sum += weight * value;
    weights += weight;
  }
  if (kind_ == Kind::softmax) return sum / weights;
  const double epsilon = kind_ == Kind::epsilon_greedy ? degree_ : 0;
  return epsilon * sum / weights + (1 - epsilon) * found.best;
}

}  // namespace gymkhana
