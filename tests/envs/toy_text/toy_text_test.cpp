#include <doctest/doctest.h>

#include "envs/core/registry.h"
#include "envs/core/transition_table.h"
#include "envs/toy_text/frozen_lake.h"

using namespace gymkhana;

namespace {

// An environment with a place for its observation.
struct Game {
  explicit Game(const std::string& id, const Settings& options = {})
      : env(standard_envs().make(id, options)), observations(env->spec().observation, 1) {
    env->reset(rng, observations[0]);
  }
  Step act(int action) { return env->step(action, rng, observations[0]); }
  int seen(int part = 0) const { return observations[0].integers(part)[0]; }

  Rng rng{7};
  std::unique_ptr<Env> env;
  ObservationBatch observations;
};

std::string lake_error(const Settings& options) {
  try {
    standard_envs().make("FrozenLake-v1", options);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("the frozen lake leads to the goal, and holes end the walk") {
  Game game("FrozenLake-v1", {{"is_slippery", "false"}});
  CHECK(game.seen() == 0);
  for (const int action : {1, 1, 2, 1, 2}) CHECK_FALSE(game.act(action).terminated);
  CHECK(game.seen() == 14);
  const Step goal = game.act(2);
  CHECK(goal.terminated);
  CHECK(goal.reward == 1);
  game.env->reset(game.rng, game.observations[0]);
  game.act(2);
  const Step hole = game.act(1);
  CHECK(hole.terminated);
  CHECK(hole.reward == 0);
}

TEST_CASE("a slippery move goes three ways") {
  const auto env = standard_envs().make("FrozenLake-v1", {{"success_rate", "0.5"}});
  const auto outcomes = env->transitions()->outcomes(0, 2);  // right: down, right, up
  REQUIRE(outcomes.size() == 3);
  CHECK(outcomes[0].next_state == 4);
  CHECK(outcomes[0].probability == 0.25);
  CHECK(outcomes[1].next_state == 1);
  CHECK(outcomes[1].probability == 0.5);
  CHECK(outcomes[2].next_state == 0);
}

TEST_CASE("maps that cannot be are refused with their reason") {
  CHECK(lake_error({{"desc", "FFF/FFG"}}).find("no start") != std::string::npos);
  CHECK(lake_error({{"desc", "SFF/FFF"}}).find("no goal") != std::string::npos);
  CHECK(lake_error({{"desc", "SFF/FG"}}).find("row 1 has 2 cells") != std::string::npos);
  CHECK(lake_error({{"desc", "SFX/FFG"}}).find("'X'") != std::string::npos);
  CHECK(lake_error({{"map_name", "5x5"}}).find("map_name") != std::string::npos);
  CHECK(lake_error({{"success_rate", "1.5"}}).find("[0, 1]") != std::string::npos);
  CHECK(lake_error({{"desc", "/"}}).find("it is empty") != std::string::npos);
  CHECK(lake_error({{"desc", "SFF/FFG"}}).empty());
}

TEST_CASE("random lakes repeat by seed and can be crossed") {
  CHECK(random_lake(8, 0.8, 1) == random_lake(8, 0.8, 1));
  CHECK_THROWS_WITH_AS(random_lake(4000, 0.1, 1), doctest::Contains("raise map_frozen"), Error);
  CHECK(random_lake(8, 0.8, 1) != random_lake(8, 0.8, 2));
  // Gymnasium 1.4.0: generate_random_map(size=4, p=0.8, seed=42)
  CHECK(random_lake(4, 0.8, 42) == std::vector<std::string>{"SFHF", "FHFF", "FFFH", "FHFG"});
}

TEST_CASE("the cliff costs 100 and leads back to the start") {
  Game game("CliffWalking-v1");
  CHECK(game.seen() == 36);
  const Step fall = game.act(1);
  CHECK(fall.reward == -100);
  CHECK_FALSE(fall.terminated);
  CHECK(game.seen() == 36);
  double total = game.act(0).reward;
  for (int i = 0; i < 11; ++i) total += game.act(1).reward;
  const Step end = game.act(2);
  CHECK(end.terminated);
  CHECK(total + end.reward == -13);
}

TEST_CASE("a taxi picks up, delivers, and masks what is of no use") {
  Game game("Taxi-v4");
  const TransitionTable& table = *game.env->transitions();
  // Taxi at R, passenger waiting at R, destination G.
  const int at_red = 1;
  CHECK(table.outcomes(at_red, 4)[0].next_state == 17);
  CHECK(table.outcomes(at_red, 4)[0].reward == -1);
  CHECK(table.outcomes(at_red, 5)[0].reward == -10);
  const int riding_at_green = ((0 * 5 + 4) * 5 + 4) * 4 + 1;
  CHECK(table.outcomes(riding_at_green, 5)[0].reward == 20);
  CHECK(table.outcomes(riding_at_green, 5)[0].terminated);
  std::vector<std::uint8_t> mask(6);
  for (int i = 0; i < 50; ++i) {
    const int before = game.seen();
    game.env->action_mask(mask);
    for (int action = 0; action < 6; ++action) {
      CHECK((table.outcomes(before, action)[0].next_state != before) == (mask[action] == 1));
    }
    if (game.act(i % 4).terminated) break;
  }
}

TEST_CASE("rain drifts sideways, and a fickle passenger has no table") {
  const auto rainy = standard_envs().make("Taxi-v4", {{"is_rainy", "true"}});
  const auto outcomes = rainy->transitions()->outcomes(((2 * 5 + 2) * 5 + 0) * 4 + 1, 0);
  CHECK(outcomes.size() == 3);
  CHECK(outcomes[0].probability == 0.8);
  CHECK(standard_envs().make("Taxi-v4", {{"fickle_passenger", "true"}})->transitions() == nullptr);
}

TEST_CASE("blackjack pays naturals by its options") {
  const auto best_stick = [](const Settings& options) {
    const auto env = standard_envs().make("Blackjack-v1", options);
    const TransitionTable& table = *env->transitions();
    double expected = 0;
    for (const Transition& outcome : table.outcomes(704 + 10, 0))
      expected += outcome.probability * outcome.reward;
    return expected;
  };
  // Against an open ten the dealer has a natural with probability 1/13; other 21s lose to one by the book
  // only.
  CHECK(best_stick({{"sab", "true"}}) == doctest::Approx(12.0 / 13));
  CHECK(best_stick({{"sab", "false"}}) < 12.0 / 13);
  CHECK(best_stick({{"sab", "false"}, {"natural", "true"}}) ==
        doctest::Approx(1.5 * best_stick({{"sab", "false"}})));
}

TEST_CASE("environments of equal options share one table, others do not") {
  const EnvRegistry registry = standard_envs();
  for (const std::string id : {"FrozenLake-v1", "CliffWalking-v1", "Taxi-v4", "Blackjack-v1"}) {
    CAPTURE(id);
    const auto one = registry.make(id), another = registry.make(id);
    CHECK(one->transitions() == another->transitions());
  }
  const auto by_the_book = registry.make("Blackjack-v1"),
             plain = registry.make("Blackjack-v1", {{"sab", "false"}});
  CHECK(by_the_book->transitions() != plain->transitions());
  const auto lake = registry.make("FrozenLake-v1"),
             sure = registry.make("FrozenLake-v1", {{"is_slippery", "false"}});
  CHECK(lake->transitions() != sure->transitions());
}

TEST_CASE("masks that do not fit their table are refused") {
  TransitionTable table(1, 2);
  table.add(0, 0, {.probability = 1});
  table.add(0, 1, {.probability = 1});
  table.set_start({1});
  table.set_masks({1});
  CHECK_THROWS_WITH_AS(table.check(), doctest::Contains("2 in all"), Error);
}

TEST_CASE("a table that is not one is refused by state and action") {
  TransitionTable table(1, 1);
  table.set_start({1});
  CHECK_THROWS_WITH_AS(table.check(), doctest::Contains("state 0, action 0 has no outcome"), Error);
  table.add(0, 0, {.probability = 0.7});
  CHECK_THROWS_WITH_AS(table.check(), doctest::Contains("sum to 0.7"), Error);
}
