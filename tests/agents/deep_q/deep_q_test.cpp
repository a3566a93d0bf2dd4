// What holds for every agent with a network of action values: it learns with each part on or off, does not
// depend on workers, goes on from files, refuses.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <unistd.h>

#include <doctest/doctest.h>

#include "agents/deep_q/q_actor.h"
#include "agents/non_finite.h"
#include "base/error.h"
#include "tests/agents/tiny_envs.h"
#include "tests/agents/training.h"

using namespace gymkhana;

namespace {

namespace fs = std::filesystem;

struct Case {
  const char* algo;
  Settings settings;
};

const MakeBatch kIdentity = [](int slots) { return make_tiny<Identity>(slots, false); };
const MakeBatch kMasked = [](int slots) { return make_tiny<Identity>(slots, true); };
const MakeBatch kTwoSteps = [](int slots) { return make_tiny<TwoSteps>(slots); };
const MakeBatch kFollow = [](int slots) { return make_tiny<Follow>(slots); };

Settings operator+(Settings settings, const Settings& more) {
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

const Settings kReplay = {{"learning_rate", "0.003"},
                          {"learning_starts", "100"},
                          {"train_freq", "8"},
                          {"gradient_steps", "8"},
                          {"batch_size", "70"},
                          {"buffer_size", "4000"},
                          {"target_update_interval", "64"},
                          {"policy.net_arch", "16"},
                          {"gamma", "0.5"},
                          {"exploration_final_eps", "0.1"},
                          {"exploration_fraction", "0.01"}};
const Settings kRainbow = {{"double_q", "true"},    {"dueling", "true"}, {"n_steps", "2"},
                           {"prioritized", "true"}, {"noisy", "true"},   {"v_min", "-1"},
                           {"v_max", "3"},          {"n_atoms", "21"}};
const Settings kParallel = {{"learning_rate", "0.005"}, {"n_steps", "8"}, {"n_minibatches", "1"},
                            {"policy.net_arch", "16"},  {"gamma", "0.5"}, {"epsilon", "0.2"}};

const std::vector<Case> kCases = {
    {"dqn", kReplay},
    {"dqn", kReplay + Settings{{"prioritized", "true"}, {"n_steps", "3"}, {"tau", "0.5"}}},
    {"c51", kReplay + kRainbow},
    {"qrdqn", kReplay + Settings{{"n_quantiles", "7"}, {"double_q", "true"}, {"dueling", "true"}}},
    {"pqn", kParallel},
    {"deep_sarsa", kParallel + Settings{{"q_lambda", "0.5"}}},
};

/// A folder of its own for what agents save beside their weights.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("deep_q_test_" + std::to_string(::getpid()))) {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  fs::path path;
};

void learns_identity(const std::string& algo, const Settings& settings) {
  CAPTURE(algo);
  Training training(kIdentity, algo, settings);
  for (int k = 0; k < 60; ++k) training.update();
  CHECK(training.mean_return(20) > 9.5);
}

}  // namespace

TEST_CASE("every deep Q agent learns to name what it sees") {
  for (const Case& each : kCases) learns_identity(each.algo, each.settings);
}

TEST_CASE("each part of Rainbow can be left out alone") {
  for (const char* part : {"double_q", "dueling", "prioritized", "noisy"})
    learns_identity("c51", kReplay + kRainbow + Settings{{part, "false"}});
  learns_identity("c51", kReplay + kRainbow + Settings{{"n_steps", "1"}});
  const Settings expected(kRainbow.begin(), kRainbow.end() - 3);
  learns_identity("dqn", kReplay + expected);
}

TEST_CASE("each switch changes what is learned") {
  const auto weights = [](const Settings& more) {
    Training training(kIdentity, "dqn", kReplay + more);
    for (int k = 0; k < 12; ++k) training.update();
    const TensorFile file = training.weights();
    const auto numbers = file.get<float>("q.0.weight");
    return std::vector<float>(numbers.begin(), numbers.end());
  };
  const auto plain = weights({});
  CHECK(plain == weights({{"double_q", "false"}}));
  for (const auto& [name, value] : Settings{{"double_q", "true"},
                                            {"dueling", "true"},
                                            {"n_steps", "2"},
                                            {"prioritized", "true"},
                                            {"noisy", "true"}}) {
    CAPTURE(name);
    CHECK(plain != weights({{name, value}}));
  }
}

TEST_CASE("noise is renewed while learning, whoever offers it") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Training training(kIdentity, each.algo, each.settings + Settings{{"noisy", "true"}});
    const auto noise = [&training] {
      const TensorFile file = training.weights();
      const auto found = std::ranges::find_if(file.tensors(), [](const auto& tensor) {
        return tensor.first.starts_with("q.") && tensor.first.ends_with("noise_in");
      });
      REQUIRE(found != file.tensors().end());
      return found->second;
    };
    for (int k = 0; k < 20; ++k) training.update();
    const auto before = noise();
    training.update();
    CHECK_FALSE(noise() == before);
  }
}

TEST_CASE("deep Q: masked actions are never taken") {
  for (const Case& each : kCases) {
    Training training(kMasked, each.algo, each.settings);
    for (int k = 0; k < 6; ++k) {
      training.update();
      const Rollout& rollout = training.rollout;
      for (int c = 0; c < rollout.size(); ++c)
        CHECK(rollout.masks[3 * c + rollout.actions[c].index() - 5] == 1);
    }
    CHECK(training.mean_return(5) >= 0);
  }
}

TEST_CASE("deep Q: values travel back through the target, as often as it is renewed") {
  const auto first_value = [](const char* interval) {
    Training training(kTwoSteps, "dqn", kReplay + Settings{{"target_update_interval", interval}});
    for (int k = 0; k < 60; ++k) training.update();
    ObservationBatch start(training.spec.observation, 1);
    start[0].write_index(0);
    return training.agent->look({.observations = start}).value[0];
  };
  CHECK(first_value("64") == doctest::Approx(0.5).epsilon(0.05));  // gamma times 1
  CHECK(std::abs(first_value("1000000") - 0.5) > 0.1);
}

TEST_CASE("deep Q: the target moves by tau when it is renewed, and not before") {
  Training training(kIdentity, "dqn", kReplay + Settings{{"tau", "0.25"}, {"target_update_interval", "160"}});
  const auto weights = [&](const std::string& prefix) {
    const TensorFile file = training.weights();
    for (const auto& [name, tensor] : file.tensors()) {
      if (name.starts_with(prefix) && name.ends_with("weight")) return file.get<float>(name)[0];
    }
    FAIL("no weights called " << prefix);
    return 0.f;
  };
  for (int k = 0; k < 14; ++k) training.update();  // 32 steps each: 448
  const float before = weights("target.");
  CHECK(before != weights("q."));
  training.update();  // 480 steps: the third renewal
  CHECK(weights("target.") == doctest::Approx(before + 0.25f * (weights("q.") - before)).epsilon(1e-5));
  const float renewed = weights("target.");
  training.update();
  CHECK(weights("target.") == renewed);
}

TEST_CASE("deep Q: epsilon is 1 until learning starts, then falls in a line") {
  Training training(kIdentity, "dqn", kReplay + Settings{{"exploration_final_eps", "0.2"}});
  std::vector<double> epsilons;
  for (int k = 0; k < 40; ++k) epsilons.push_back(training.update()[0].value);
  CHECK(epsilons[3] == 1);                                         // 96 steps seen, 100 wanted
  CHECK(epsilons[10] == doctest::Approx(1 - 0.8 * 320 / 1000.0));  // of 1 % of 100,000 steps
  CHECK(epsilons[39] == doctest::Approx(0.2));
}

TEST_CASE("deep Q: a minibatch of many shards is learned from in groups") {
  const auto train = [](int workers) {
    Training training(
        kIdentity, "dqn",
        kReplay + Settings{{"batch_size", "2200"}, {"learning_starts", "2400"}, {"train_freq", "320"}}, 8,
        workers);
    for (int k = 0; k < 2; ++k) training.update();
    return training.weights().tensors();
  };
  CHECK(train(1) == train(2));
}

TEST_CASE("deep Q: weights are the same to the bit for 1, 2 and 16 workers") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    const auto train = [&](int workers) {
      Training training(kIdentity, each.algo, each.settings, 9, workers);
      for (int k = 0; k < 6; ++k) training.update();
      return training.weights().tensors();
    };
    const auto expected = train(1);
    CHECK(train(2) == expected);
    CHECK(train(16) == expected);
  }
}

TEST_CASE("deep Q: a loaded run goes on exactly as the saved one") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    const Folder folder;
    Training whole(kIdentity, each.algo, each.settings),
        resumed(kIdentity, each.algo, each.settings, 4, 1, {}, 77);
    for (int k = 0; k < 6; ++k) whole.update();
    TensorFile file = whole.weights();
    whole.agent->save_experience(file, folder.path);
    resumed.agent->load(file);
    resumed.agent->load_experience(file, folder.path);
    load_state(resumed.collector, save_state(whole.collector));
    for (int k = 0; k < 3; ++k) {
      whole.update();
      resumed.update();
    }
    CHECK(whole.weights().tensors() == resumed.weights().tensors());
  }
}

TEST_CASE("deep Q: numbers that are not finite stop the update and leave the weights alone") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Training training(kIdentity, each.algo, each.settings);
    training.update();
    training.collector.collect(training.rollout);
    training.rollout.rewards[3] = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_AS(training.learn(), NonFinite);
    const TensorFile weights = training.weights();
    for (const float weight : weights.get<float>("q.0.weight")) CHECK(std::isfinite(weight));
  }
}

TEST_CASE(
    "deep Q: an agent shows what it thinks, and refuses continuous environments and nets that do not suit") {
  for (const Case& each : kCases) {
    Training training(kIdentity, each.algo, each.settings);
    const ObservationBatch seen(training.spec.observation, 1);
    const Insight insight = training.agent->look({seen});
    REQUIRE(insight.action_values.size() == 3);
    CHECK(insight.value[0] >= insight.action_values[1]);
    const int best = best_action(insight.action_values);
    std::vector<std::uint8_t> mask(3, 1);
    mask[best] = 0;
    const Insight masked = training.agent->look({.observations = seen, .masks = mask});
    CHECK(masked.action_values == insight.action_values);
    CHECK(masked.policy[best] == 0);
    CHECK(masked.policy[(best + 1) % 3] + masked.policy[(best + 2) % 3] == doctest::Approx(1));
    CHECK(masked.value[0] == masked.action_values[best_action(insight.action_values, mask)]);
    CHECK_THROWS_WITH_AS(Training(kFollow, each.algo, {}),
                         doctest::Contains("chooses among Discrete actions"), Error);
    CHECK_THROWS_WITH_AS(Training(kIdentity, each.algo, {{"policy.net", "nature"}}),
                         doctest::Contains("looks at pictures"), Error);
  }
}
