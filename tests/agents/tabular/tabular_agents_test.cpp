// What holds for every tabular agent: it learns, respects masks, saves, loads, refuses, repeats itself.
#include <cmath>
#include <limits>

#include <doctest/doctest.h>

#include "agents/non_finite.h"
#include "agents/tabular/exact_score.h"
#include "envs/core/registry.h"
#include "tests/agents/tiny_envs.h"
#include "tests/agents/training.h"

using namespace gymkhana;

namespace {

struct Case {
  std::string algo;
  Settings settings = {};
};

const std::vector<Case> kCases = {
    {"q_learning"},
    {"q_learning", {{"exploration", "ucb"}, {"ucb_c", "0.3"}}},
    {"q_learning", {{"exploration", "softmax"}, {"temperature", "0.1"}}},
    {"q_learning", {{"initial_value", "5"}, {"epsilon", "0"}, {"train_freq", "4"}}},
    {"sarsa"},
    {"expected_sarsa"},
    {"double_q_learning"},
    {"n_step_sarsa"},
    {"tree_backup"},
    {"sarsa_lambda", {{"lambda", "0.5"}, {"traces", "dutch"}}},
    {"q_lambda"},
    {"mc_control", {{"visits", "every"}, {"epsilon", "0.3"}}},
    {"mc_off_policy", {{"epsilon", "0.5"}}},
    {"dyna_q", {{"kappa", "0.001"}}},
    {"prioritized_sweeping"},
};

const MakeBatch kIdentity = [](int slots) { return make_tiny<Identity>(slots); };
const MakeBatch kMasked = [](int slots) { return make_tiny<Identity>(slots, true); };

MakeBatch env(const std::string& id) {
  return [id](int slots) { return standard_envs().make_batch(id, slots); };
}

}  // namespace

TEST_CASE("every tabular agent learns to name what it sees") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Settings settings = each.settings;
    settings.emplace_back("gamma", "0.5");  // what comes next is chance
    Training training(kIdentity, each.algo, settings);
    for (int k = 0; k < 3000; ++k) training.update();
    CHECK(training.mean_return(20) == 10);
    CHECK(greedy_policy_of(*training.agent, training.spec) == std::vector<std::int32_t>{0, 1, 2});
  }
}

TEST_CASE("masked actions are never taken, and worth nothing afterwards") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Training training(kMasked, each.algo, each.settings);
    for (int k = 0; k < 300; ++k) {
      training.update();
      const Rollout& rollout = training.rollout;
      for (int c = 0; c < rollout.size(); ++c)
        REQUIRE(rollout.masks[3 * c + rollout.actions[c].index() - 5] == 1);
    }
    ObservationBatch seen(training.spec.observation, 1);
    seen[0].write_index(1);
    CHECK(training.agent->look({seen}).action_values[2] == -std::numeric_limits<float>::infinity());
    CHECK(training.agent->look({seen}).policy[2] == 0);
    const std::vector<std::uint8_t> mask{0, 1, 0};
    CHECK(training.agent->look({.observations = seen, .masks = mask}).policy[1] == 1);
    CHECK(std::isfinite(training.agent->look({seen}).value[0]));
  }
}

TEST_CASE("a loaded run goes on exactly as the saved one") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Training whole(env("Taxi-v4"), each.algo, each.settings, 3);
    for (int k = 0; k < 500; ++k) whole.update();
    Training resumed(env("Taxi-v4"), each.algo, each.settings, 3, 1, {}, 77);
    resumed.agent->load(whole.weights());
    load_state(resumed.collector, save_state(whole.collector));
    for (int k = 0; k < 500; ++k) {
      whole.update();
      resumed.update();
    }
    CHECK(whole.weights().tensors() == resumed.weights().tensors());
  }
}

TEST_CASE("tables are the same to the bit for any number of workers") {
  const auto train = [](int workers) {
    Training training(env("FrozenLake-v1"), "dyna_q", {}, 9, workers);
    for (int k = 0; k < 200; ++k) training.update();
    return training.weights().tensors();
  };
  CHECK(train(1) == train(3));
}

TEST_CASE("foreign and incomplete tables are refused by the tensor's name") {
  Training lake(env("FrozenLake-v1"), "sarsa", {}), cliff(env("CliffWalking-v1"), "sarsa", {});
  Training fewer(env("FrozenLake-v1"), "sarsa", {}, 2), other(env("FrozenLake-v1"), "dyna_q", {});
  CHECK_THROWS_WITH_AS(lake.agent->load(cliff.weights()), doctest::Contains("action_values"),
                       std::runtime_error);
  CHECK_THROWS_WITH_AS(lake.agent->load(TensorFile()), doctest::Contains("action_values"),
                       std::runtime_error);
  CHECK_THROWS_WITH_AS(lake.agent->load(fewer.weights()), doctest::Contains("\"memory\""), Error);
  CHECK_THROWS_WITH_AS(lake.agent->load(other.weights()), doctest::Contains("\"memory\""), Error);
}

TEST_CASE("rewards that are not finite stop learning before they reach the table") {
  for (const std::string algo : {"q_learning", "sarsa_tiles"}) {
    CAPTURE(algo);
    Training training(env(algo == "q_learning" ? "Taxi-v4" : "MountainCar-v0"), algo, {});
    training.update();
    training.collector.collect(training.rollout);
    training.rollout.rewards[1] = std::numeric_limits<double>::quiet_NaN();
    const auto before = training.weights().tensors();
    CHECK_THROWS_AS(training.learn(), NonFinite);
    CHECK(training.weights().tensors() == before);
  }
}

TEST_CASE("tabular agents and planners say where they do not fit") {
  CHECK_THROWS_WITH_AS(Training(env("CartPole-v1"), "sarsa", {}),
                       doctest::Contains("use a deep agent, or discretise"), Error);
  CHECK_THROWS_WITH_AS(
      Training(env("Taxi-v4"), "value_iteration", {}),
      doctest::Contains("Taxi-v4 has none (what follows depends on more than state and action"), Error);
}

TEST_CASE("planners plan in their first update, act by their plan, save and load it") {
  const auto env = standard_envs().make("FrozenLake-v1");
  Workers workers(2);
  const AgentSetup setup{.env = env->spec(), .workers = workers, .transitions = env->transitions()};
  const auto score = [&](const Agent& agent) { return exact_score(agent, *env, 100)->mean; };
  for (const auto& [algo, settings] :
       std::vector<std::pair<std::string, Settings>>{{"value_iteration", {}},
                                                     {"value_iteration", {{"order", "synchronous"}}},
                                                     {"value_iteration", {{"order", "prioritized"}}},
                                                     {"policy_iteration", {}}}) {
    CAPTURE(algo);
    const auto agent = standard_agents().find(algo).make(setup, settings);
    CHECK(agent->learn({})[1].value <= 1e-10);
    CHECK(score(*agent) == doctest::Approx(0.740165).epsilon(1e-5));
    TensorFile file;
    agent->save(file);
    const auto other = standard_agents().find(algo).make(setup, settings);
    other->load(file);
    CHECK(score(*other) == score(*agent));
  }
}

TEST_CASE("SARSA with tiles goes on exactly as saved") {
  const Settings settings = {{"epsilon", "0.1"}};
  Training whole(env("MountainCar-v0"), "sarsa_tiles", settings, 3);
  for (int k = 0; k < 500; ++k) whole.update();
  Training resumed(env("MountainCar-v0"), "sarsa_tiles", settings, 3, 1, {}, 77);
  resumed.agent->load(whole.weights());
  load_state(resumed.collector, save_state(whole.collector));
  for (int k = 0; k < 500; ++k) {
    whole.update();
    resumed.update();
  }
  CHECK(whole.weights().tensors() == resumed.weights().tensors());
}
