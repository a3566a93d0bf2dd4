#include "agents/tabular/state_index.h"

#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "envs/core/transition_table.h"

using namespace gymkhana;

namespace {

EnvSpec seeing(Space observation) {
  return {.observation = std::move(observation), .action = Discrete{2}};
}

}  // namespace

TEST_CASE("numbers of observations go both ways") {
  const EnvSpec spec = seeing(Composite{
      Composite::Kind::dict, {{"a", Discrete{3, 10}}, {"b", MultiDiscrete{{4, 5}}}, {"c", Discrete{2}}}});
  const StateIndex index(spec);
  CHECK(index.states() == 120);
  ObservationBatch observations(spec.observation, 2);
  observations[1].integers(0)[0] = 12;
  observations[1].integers(1)[0] = 3;
  observations[1].integers(1)[1] = 1;
  observations[1].integers(2)[0] = 1;
  CHECK(index(observations, 1) == ((2 * 4 + 3) * 5 + 1) * 2 + 1);
  for (int state = 0; state < index.states(); ++state) {
    index.write(state, observations[0]);
    CHECK(index(observations, 0) == state);
  }
}

TEST_CASE("a plain Discrete counts from its start") {
  const EnvSpec spec = seeing(Discrete{3, -1});
  ObservationBatch observations(spec.observation, 1);
  observations[0].write_index(-1);
  CHECK(StateIndex(spec)(observations, 0) == 0);
}

TEST_CASE("blackjack's observations are the first states of its table") {
  const auto env = standard_envs().make("Blackjack-v1");
  CHECK(StateIndex(env->spec()).states() == env->transitions()->observations());
}

TEST_CASE("environments that are not finite, and too large ones, are refused") {
  const auto cartpole = standard_envs().make("CartPole-v1");
  CHECK_THROWS_WITH_AS(StateIndex(cartpole->spec()),
                       doctest::Contains("finite observation space; CartPole-v1 observes Box("), Error);
  CHECK_THROWS_WITH_AS(StateIndex(seeing(MultiDiscrete{{100000, 100000}})),
                       doctest::Contains("a row per observation"), Error);
  CHECK_THROWS_WITH_AS(discrete_actions(standard_envs().make("Pendulum-v1")->spec()),
                       doctest::Contains("Discrete actions; Pendulum-v1 takes Box("), Error);
}
