// What holds for every agent: it learns tiny environments, does not depend on workers, saves, loads, refuses.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include <doctest/doctest.h>

#include "agents/non_finite.h"
#include "agents/policy_gradient/estimates.h"
#include "envs/core/registry.h"
#include "tests/agents/tiny_envs.h"
#include "tests/agents/training.h"

using namespace gymkhana;

namespace {

struct Case {
  const char* algo;
  Settings settings;
  int updates;
};

const MakeBatch kIdentity = [](int slots) { return make_tiny<Identity>(slots); };
const MakeBatch kMasked = [](int slots) { return make_tiny<Identity>(slots, true); };
const MakeBatch kFollow = [](int slots) { return make_tiny<Follow>(slots); };

const std::vector<Case> kCases = {
    {"reinforce", {{"n_steps", "40"}, {"learning_rate", "0.01"}}, 60},
    {"reinforce", {{"n_steps", "40"}, {"learning_rate", "0.01"}, {"baseline", "false"}}, 60},
    {"reinforce",
     {{"n_steps", "600"},
      {"learning_rate", "0.003"},
      {"baseline", "false"},
      {"reset_at_reward", "true"},
      {"use_rms_prop", "true"}},
     40},
    {"a2c", {{"learning_rate", "0.005"}, {"gamma", "0.5"}}, 200},
    {"a2c", {{"learning_rate", "0.005"}, {"gamma", "0.5"}, {"policy.share_features_extractor", "true"}}, 200},
    {"ppo",
     {{"n_steps", "32"},
      {"batch_size", "70"},
      {"n_epochs", "4"},
      {"learning_rate", "0.003"},
      {"gamma", "0.5"}},
     25},
};

}  // namespace

TEST_CASE("every agent learns to name what it sees") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Training training(kIdentity, each.algo, each.settings);
    CHECK(training.mean_return(20) < 7);
    for (int k = 0; k < each.updates; ++k) training.update();
    CHECK(training.mean_return(20) > 9.5);
  }
}

TEST_CASE("every agent learns to follow a number") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Settings settings = each.settings;
    settings.emplace_back("policy.log_std_init", "-1");
    Training training(kFollow, each.algo, settings);
    for (int k = 0; k < 2 * each.updates; ++k) training.update();
    CHECK(training.mean_return(20) > -0.25);  // doing nothing: -0.83
  }
}

TEST_CASE("a beta policy learns to follow a number, and never leaves the bounds") {
  Settings settings = kCases.back().settings;
  settings.emplace_back("policy.distribution", "beta");
  Training training(kFollow, "ppo", settings);
  for (int k = 0; k < 50; ++k) training.update();
  const Rollout& rollout = training.rollout;
  for (int c = 0; c < rollout.size(); ++c) CHECK(std::abs(rollout.actions[c].values()[0]) <= 1);
  CHECK(training.mean_return(20) > -0.25);
}

TEST_CASE("masked actions are never taken, while learning and after") {
  for (const Case& each : kCases) {
    Training training(kMasked, each.algo, each.settings);
    for (int k = 0; k < 3; ++k) {
      training.update();
      const Rollout& rollout = training.rollout;
      for (int c = 0; c < rollout.size(); ++c)
        CHECK(rollout.masks[3 * c + rollout.actions[c].index() - 5] == 1);
    }
    CHECK(training.mean_return(5) >= 0);
  }
}

TEST_CASE("PPO ends an update when the policy has moved far enough, and clips by clip_range") {
  const auto update = [](const Settings& more) {
    Settings settings = {{"n_steps", "32"}, {"batch_size", "128"}, {"learning_rate", "0.01"}};
    settings.insert(settings.end(), more.begin(), more.end());
    Training training(kFollow, "ppo", settings);
    const std::span<const Metric> metrics = training.update();
    const std::map<std::string, double> named = [&] {
      std::map<std::string, double> all;
      for (const Metric& metric : metrics) all[metric.name] = metric.value;
      return all;
    }();
    return std::pair(training.weights().get<float>("actor.0.weight")[0], named);
  };
  const auto once = update({{"n_epochs", "1"}}), many = update({{"n_epochs", "9"}}),
             stopped = update({{"n_epochs", "9"}, {"target_kl", "1e-9"}});
  CHECK(stopped.first == once.first);
  CHECK(stopped.first != many.first);
  CHECK(update({{"n_epochs", "9"}, {"clip_range", "1e-7"}}).second.at("train/clip_fraction") > 0.7);
  CHECK(update({{"n_epochs", "9"}, {"clip_range", "100"}}).second.at("train/clip_fraction") == 0);
}

TEST_CASE("the variance that a critic explains") {
  Estimates estimates;
  estimates.returns = {1, 2, 3, 6};
  estimates.values = estimates.returns;
  CHECK(estimates.explained_variance() == 1);
  estimates.values = {5, 5, 5, 5};
  CHECK(estimates.explained_variance() == 0);
  estimates.values = {-1, -2, -3, -6};
  CHECK(estimates.explained_variance() == -3);
  estimates.returns = {2, 2, 2, 2};
  CHECK(estimates.explained_variance() == 0);
}

TEST_CASE("weights are the same to the bit for 1, 2 and 16 workers") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    const auto train = [&](int workers) {
      Training training(kFollow, each.algo, each.settings, 9, workers, {.normalize_observation = true});
      for (int k = 0; k < 5; ++k) training.update();
      return training.weights().tensors();
    };
    const auto expected = train(1);
    CHECK(train(2) == expected);
    CHECK(train(16) == expected);
  }
}

TEST_CASE("every part of a large rollout counts, and what has no known return does not") {
  const Settings settings = {
      {"n_steps", "1005"}, {"gamma", "0"}, {"baseline", "false"}, {"normalize_advantage", "false"}};
  const auto learns_from = [&](int column) {
    Training training(kIdentity, "reinforce", settings);
    const auto before = training.weights().tensors().at("actor.0.weight");
    training.collector.collect(training.rollout);
    training.rollout.rewards.assign(training.rollout.size(), 0);
    if (column >= 0) training.rollout.rewards[column] = 1;
    training.learn();
    return !(training.weights().tensors().at("actor.0.weight") == before);
  };
  CHECK_FALSE(learns_from(-1));
  CHECK(learns_from(0));
  CHECK(learns_from(999 * 4));
  CHECK_FALSE(learns_from(1000 * 4));  // an episode of ten steps that the rollout cuts
}

TEST_CASE("other seeds give other weights") {
  Training a(kFollow, "ppo", {}, 4, 1, {}, 1), b(kFollow, "ppo", {}, 4, 1, {}, 2);
  CHECK(a.weights().tensors() != b.weights().tensors());
}

TEST_CASE("a loaded run goes on exactly as the saved one") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    const EncoderConfig encoder{.normalize_observation = true};
    Training whole(kFollow, each.algo, each.settings, 4, 1, encoder);
    for (int k = 0; k < 3; ++k) whole.update();
    Training resumed(kFollow, each.algo, each.settings, 4, 1, encoder, 77);
    resumed.agent->load(whole.weights());
    load_state(resumed.collector, save_state(whole.collector));
    for (int k = 0; k < 3; ++k) {
      whole.update();
      resumed.update();
    }
    CHECK(whole.weights().tensors() == resumed.weights().tensors());
  }
}

TEST_CASE("foreign and incomplete weights are refused by the tensor's name") {
  Training small(kFollow, "ppo", {{"policy.net_arch", "8"}}),
      large(kFollow, "ppo", {{"policy.net_arch", "16"}});
  CHECK_THROWS_WITH_AS(small.agent->load(large.weights()), doctest::Contains("actor.0.weight"),
                       std::runtime_error);
  CHECK_THROWS_WITH_AS(small.agent->load(TensorFile()), doctest::Contains("actor.0.weight"),
                       std::runtime_error);
}

TEST_CASE("the first rollout is learned from as its own statistics normalise it, and counts once") {
  const MakeBatch cartpole = [](int slots) { return standard_envs().make_batch("CartPole-v1", slots); };
  const EncoderConfig normalized{.normalize_observation = true};
  const std::map<std::string, std::string> weight_of = {{"ppo", "actor.0.weight"},
                                                        {"a2c", "actor.0.weight"},
                                                        {"reinforce", "actor.0.weight"},
                                                        {"pqn", "q.0.weight"},
                                                        {"deep_sarsa", "q.0.weight"}};
  for (const auto& [algo, weight] : weight_of) {
    CAPTURE(algo);
    Training first(cartpole, algo, {{"n_steps", "16"}}, 4, 1, normalized);
    Training warmed(cartpole, algo, {{"n_steps", "16"}}, 4, 1, normalized);
    first.collector.collect(first.rollout);
    warmed.collector.collect(warmed.rollout);
    first.learn();
    TensorFile file = warmed.weights();
    for (const char* part : {"encoder.mean", "encoder.variance", "encoder.count"})
      file.put(part, first.weights().get<double>(part));
    warmed.agent->load(file);
    warmed.learn();
    CHECK(first.weights().get<double>("encoder.count")[0] == doctest::Approx(first.rollout.size()));
    CHECK(warmed.weights().get<double>("encoder.count")[0] == doctest::Approx(2 * first.rollout.size()));
    const TensorFile a = first.weights(), b = warmed.weights();
    CHECK(std::ranges::equal(a.get<float>(weight), b.get<float>(weight)));
  }
}

TEST_CASE("numbers that are not finite stop the update and leave the weights alone") {
  for (const Case& each : kCases) {
    CAPTURE(each.algo);
    Training training(kFollow, each.algo, each.settings);
    training.update();
    training.collector.collect(training.rollout);
    training.rollout.rewards[3] = std::numeric_limits<double>::quiet_NaN();
    try {
      training.learn();
      FAIL("no exception");
    } catch (const NonFinite& failure) {
      CHECK(failure.update == 1);
    }
    const TensorFile weights = training.weights();
    for (const float weight : weights.get<float>("actor.0.weight")) CHECK(std::isfinite(weight));
  }
}

TEST_CASE("an agent shows what it thinks") {
  Training discrete(kIdentity, "ppo", {}), continuous(kFollow, "a2c", {});
  ObservationBatch seen(discrete.spec.observation, 1), number(continuous.spec.observation, 1);
  const Insight a = discrete.agent->look({seen}), b = continuous.agent->look({number});
  REQUIRE(a.policy.size() == 3);
  CHECK(a.policy[0] + a.policy[1] + a.policy[2] == doctest::Approx(1));
  CHECK(a.value.size() == 1);
  CHECK(b.policy.size() == 1);
  const std::vector<std::uint8_t> mask{1, 0, 1};
  const Insight masked = discrete.agent->look({.observations = seen, .masks = mask});
  CHECK(masked.policy[1] == 0);
  CHECK(masked.policy[0] + masked.policy[2] == doctest::Approx(1));
}

TEST_CASE("metrics have Stable-Baselines3's names and plausible values") {
  Training training(kFollow, "ppo", {{"n_steps", "32"}, {"learning_rate", "lin_0.001"}});
  double learning_rate = 0, deviation = 0;
  for (const Metric& metric : training.update()) {
    CHECK(std::isfinite(metric.value));
    if (metric.name == std::string("train/learning_rate")) learning_rate = metric.value;
    if (metric.name == std::string("train/std")) deviation = metric.value;
  }
  CHECK(learning_rate == 0.001);  // nothing of the run was over
  CHECK(deviation == doctest::Approx(1).epsilon(0.05));
  for (const Metric& metric : training.update()) {
    if (metric.name == std::string("train/learning_rate")) {
      CHECK(metric.value == doctest::Approx(0.001 * (1 - 128 / 100000.0)));
    }
  }
}
