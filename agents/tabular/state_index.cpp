#include "agents/tabular/state_index.h"

#include "base/error.h"

namespace gymkhana {
namespace {

constexpr std::int64_t kMostStates = 100'000'000;

std::string name_of(const EnvSpec& spec) {
  return spec.id.empty() ? "this environment" : spec.id;
}

Error infinite(const EnvSpec& spec) {
  return Error("tabular agents need a finite observation space; " + name_of(spec) + " observes " +
               to_string(spec.observation) + "; use a deep agent, or discretise");
}

}  // namespace

StateIndex::StateIndex(const EnvSpec& spec) {
  std::int64_t states = 1;
  const std::vector<Part> all = parts(spec.observation);
  for (int part = 0; part < static_cast<int>(all.size()); ++part) {
    const auto* one = std::get_if<Discrete>(all[part].space);
    const auto* several = std::get_if<MultiDiscrete>(all[part].space);
    if (!one && !several) throw infinite(spec);
    for (int i = 0; i < all[part].size; ++i) {
      digits_.push_back({part, i, one ? one->start : 0, one ? one->n : several->n[i]});
      states *= digits_.back().count;
      if (states > kMostStates) {
        throw Error("tabular agents keep a row per observation; " + name_of(spec) + " has more than " +
                    std::to_string(kMostStates) + " of them; use a deep agent");
      }
    }
  }
  states_ = static_cast<int>(states);
}

std::int32_t StateIndex::mixed(const ObservationBatch& observations, int slot) const {
  std::int32_t state = 0;
  for (const Digit& digit : digits_) {
    const std::int32_t value = observations[slot].integers(digit.part)[digit.number];
    state = state * digit.count + value - digit.start;
  }
  return state;
}

void StateIndex::write(std::int32_t state, Observation observation) const {
  for (auto digit = digits_.rbegin(); digit != digits_.rend(); ++digit) {
    observation.integers(digit->part)[digit->number] = state % digit->count + digit->start;
    state /= digit->count;
  }
}

Discrete discrete_actions(const EnvSpec& spec) {
  if (const auto* actions = std::get_if<Discrete>(&spec.action)) return *actions;
  throw Error("tabular agents choose among Discrete actions; " + name_of(spec) + " takes " +
              to_string(spec.action) + "; use a deep agent");
}

}  // namespace gymkhana
