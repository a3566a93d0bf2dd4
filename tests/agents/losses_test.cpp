// The losses: slopes by hand, and gradients of the assembled losses against finite differences.
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "agents/policy_gradient/a2c.h"
#include "agents/policy_gradient/ppo.h"
#include "base/error.h"

using namespace gymkhana;

namespace {

ActorCritic<double> small_policy(const Space& actions, const std::string& distribution = "gaussian",
                                 bool shared = false) {
  Rng rng(1);
  PolicyConfig config;
  config.net_arch = {5};
  config.distribution = distribution;
  config.share_features_extractor = shared;
  ActorCritic<double> policy(box(3, -1, 1), 3, actions, config, rng);
  for (double& weight : policy.actor.mutable_parameters())
    weight = rng.normal(0, 0.5);  // probabilities far from equal
  for (double& weight : policy.head_part(policy.parameters)) weight = rng.normal(0, 0.3);
  return policy;
}

// Six samples, some of them moved out of the clipping range in either direction.
Shard<double> samples(const ActorCritic<double>& policy, bool masked = false) {
  constexpr int kCount = 6;
  Rng rng(2);
  Shard<double> shard(policy, 8, masked);
  shard.count = kCount;
  for (int i = 0; i < kCount; ++i) {
    for (double& x : shard.inputs.col(i)) x = rng.standard_normal();
    for (double& x : shard.actions.col(i))
      x = policy.head->parameters() > 0 ? rng.standard_normal() : rng.uniform(-0.9, 0.9);
    if (!shard.indices.empty()) shard.indices[i] = rng.choice(2);
    shard.advantages[i] = rng.standard_normal();
    shard.returns[i] = rng.standard_normal();
  }
  for (std::size_t k = 0; k < shard.masks.size(); ++k) shard.masks[k] = k % 3 != 2;  // the third action never
  predict(policy, shard);
  for (int i = 0; i < kCount; ++i) {
    shard.old_log_probs[i] = shard.log_probs[i] + 0.3 * (i % 3 - 1);
    shard.old_values[i] = shard.values[i] + 0.3 * (i % 3 - 1);
  }
  return shard;
}

using Loss = std::function<LossSums(Shard<double>&)>;
using Total = std::function<double(const LossSums&)>;

/// Compares the gradient that is there with central differences of a loss in every parameter.
void check_gradient(ActorCritic<double>& policy, const Vector<double>& gradient,
                    const std::function<double()>& value) {
  constexpr double kStep = 1e-6;
  // Unpacked, so that a changed parameter counts in the next pass.
  policy.actor.mutable_parameters();
  policy.critic.mutable_parameters();
  if (policy.body) policy.body->mutable_parameters();
  for (const ParameterSpan& part : policy.parts) {
    CAPTURE(part.name);
    double worst = 0;
    for (Index i = part.first; i < part.first + part.size; ++i) {
      const double saved = policy.parameters[i];
      policy.parameters[i] = saved + kStep;
      const double above = value();
      policy.parameters[i] = saved - kStep;
      const double below = value();
      policy.parameters[i] = saved;
      worst = std::max(worst, std::abs((above - below) / (2 * kStep) - gradient[i]));
    }
    CHECK(worst < 1e-7);
    CHECK(gradient.segment(part.first, part.size).norm() > 1e-3);
  }
}

void check_loss(ActorCritic<double> policy, Shard<double> shard, const Loss& loss, const Total& total) {
  const auto value = [&] {
    predict(policy, shard);
    return total(loss(shard));
  };
  value();
  differentiate(policy, shard);
  check_gradient(policy, Vector<double>(shard.gradient), value);
}

void check(const Space& actions, const std::string& distribution, bool shared, bool masked, const Loss& loss,
           const Total& total) {
  ActorCritic<double> policy = small_policy(actions, distribution, shared);
  Shard<double> shard = samples(policy, masked);
  check_loss(std::move(policy), std::move(shard), loss, total);
}

const Space kDiscrete = Discrete{3}, kContinuous = box(2, -1, 1);

}  // namespace

TEST_CASE("the assembled PPO loss has the gradient of its own value") {
  const PpoLoss loss{.clip_range = 0.2, .clip_range_vf = 0.2, .ent_coef = 0.1, .vf_coef = 0.5, .batch = 6};
  const Loss slopes = [&](Shard<double>& shard) { return ppo_loss(loss, shard); };
  const Total total = [](const LossSums& sums) {
    return (sums.policy_loss + 0.5 * sums.value_loss - 0.1 * sums.entropy) / 6;
  };
  for (const Space& actions : {kDiscrete, kContinuous}) {
    check(actions, "gaussian", false, false, slopes, total);
  }
  check(kDiscrete, "gaussian", false, true, slopes, total);
  check(kContinuous, "beta", false, false, slopes, total);
  check(kDiscrete, "gaussian", true, false, slopes, total);
}

TEST_CASE("a critic that is not asked leaves a shared body to the actor") {
  const ActorCritic<double> policy = small_policy(kDiscrete, "gaussian", true);
  Shard<double> shard = samples(policy);
  const PolicyGradientLoss loss{.ent_coef = 0.1, .vf_coef = 0, .batch = 6};
  policy_gradient_loss(loss, shard);
  differentiate(policy, shard);
  const Vector<double> d_body = policy.body_part(shard.gradient);
  CHECK(d_body.norm() > 1e-3);
  shard.asks_critic = false;
  differentiate(policy, shard);
  CHECK(policy.body_part(shard.gradient) == d_body);
  CHECK(policy.critic_part(shard.gradient).isZero());
}

TEST_CASE("a loss of the actor's outputs themselves reaches all parameters that they depend on") {
  ActorCritic<double> policy = small_policy(kDiscrete, "gaussian", true);
  Shard<double> shard = samples(policy);
  const auto value = [&] {  // half the squared outputs, and the values
    predict(policy, shard);
    const auto features = policy.features(shard.inputs.leftCols(shard.count), shard.body_workspace);
    const auto outputs = policy.actor.forward(features, shard.actor_workspace);
    shard.d_outputs.leftCols(shard.count) = outputs;
    double sum = 0.5 * outputs.squaredNorm();
    for (Index i = 0; i < shard.count; ++i) {
      shard.d_values[i] = 1;
      sum += shard.values[i];
    }
    return sum;
  };
  value();
  differentiate_outputs(policy, shard);
  check_gradient(policy, Vector<double>(shard.gradient), value);
}

TEST_CASE("a beta policy needs bounds") {
  for (const float high : {INFINITY, std::numeric_limits<float>::max(), -1.f}) {
    const float low = high > 0 ? -high : high;
    CHECK_THROWS_WITH_AS(
        small_policy(box(1, low, high), "beta"),
        doctest::Contains("beta needs actions between bounds; number 0 of this environment's lies in"),
        Error);
  }
}

TEST_CASE("the assembled A2C and REINFORCE loss has the gradient of its own value") {
  const PolicyGradientLoss loss{.ent_coef = 0.1, .vf_coef = 0.5, .batch = 6};
  const Loss slopes = [&](Shard<double>& shard) { return policy_gradient_loss(loss, shard); };
  const Total total = [](const LossSums& sums) {
    return (sums.policy_loss + 0.5 * sums.value_loss - 0.1 * sums.entropy) / 6;
  };
  for (const Space& actions : {kDiscrete, kContinuous}) {
    check(actions, "gaussian", false, false, slopes, total);
  }
}

TEST_CASE("PPO's slopes by hand: the ratio pays only up to the clip") {
  const ActorCritic<double> policy = small_policy(kDiscrete);
  Shard<double> shard(policy, 4, false);
  shard.count = 4;
  //                    inside, better; too high, better; too high, worse; too low, worse
  const double ratios[] = {1.1, 1.5, 1.5, 0.5}, advantages[] = {2, 2, -2, -2};
  for (int i = 0; i < 4; ++i) {
    shard.log_probs[i] = std::log(ratios[i]);
    shard.old_log_probs[i] = 0;
    shard.advantages[i] = advantages[i];
    shard.values[i] = shard.old_values[i] = shard.returns[i] = 0;
    shard.entropies[i] = 0.5;
  }
  const LossSums sums =
      ppo_loss({.clip_range = 0.2, .clip_range_vf = 0, .ent_coef = 0.4, .vf_coef = 1, .batch = 4}, shard);
  CHECK(shard.d_log_probs[0] == doctest::Approx(-2 * 1.1 / 4));
  CHECK(shard.d_log_probs[1] == 0);
  CHECK(shard.d_log_probs[2] == doctest::Approx(2 * 1.5 / 4));
  CHECK(shard.d_log_probs[3] == 0);
  CHECK(shard.d_entropy == doctest::Approx(-0.1));
  CHECK(sums.policy_loss == doctest::Approx(-(2 * 1.1 + 2 * 1.2 - 2 * 1.5 - 2 * 0.8)));
  CHECK(sums.clipped == 3);
  CHECK(sums.entropy == 2);
  CHECK(sums.kl == doctest::Approx(0.1 + 0.5 + 0.5 - 0.5 - std::log(1.1 * 1.5 * 1.5 * 0.5)));
}

TEST_CASE("PPO's value slopes by hand: the larger of the clipped and the free loss counts") {
  const ActorCritic<double> policy = small_policy(kDiscrete);
  Shard<double> shard(policy, 3, false);
  shard.count = 3;
  //                 near the old value; moved far towards the return; moved far away from it
  const double values[] = {0.1, 1.0, -1.0}, returns[] = {2, 2, 2};
  for (int i = 0; i < 3; ++i) {
    shard.log_probs[i] = shard.old_log_probs[i] = shard.advantages[i] = shard.entropies[i] = 0;
    shard.values[i] = values[i];
    shard.old_values[i] = 0;
    shard.returns[i] = returns[i];
  }
  const LossSums sums =
      ppo_loss({.clip_range = 0.2, .clip_range_vf = 0.2, .ent_coef = 0, .vf_coef = 0.5, .batch = 3}, shard);
  CHECK(shard.d_values[0] == doctest::Approx(0.5 * 2 * (0.1 - 2) / 3));
  CHECK(shard.d_values[1] == 0);
  CHECK(shard.d_values[2] == doctest::Approx(0.5 * 2 * (-1.0 - 2) / 3));
  CHECK(sums.value_loss == doctest::Approx(1.9 * 1.9 + 1.8 * 1.8 + 3.0 * 3.0));
}

TEST_CASE("PPO: within clip_range_vf a value keeps its slope, however it is rounded") {
  Rng rng(1);
  const ActorCritic<float> policy(box(2, -1, 1), 2, Discrete{2}, {}, rng);
  Shard<float> shard(policy, 64, false);
  shard.count = 64;
  shard.asks_critic = true;
  for (int round = 0; round < 20; ++round) {
    for (int i = 0; i < 64; ++i) {
      shard.old_values[i] = static_cast<float>(rng.uniform(-0.09, 0.09));
      shard.values[i] = static_cast<float>(rng.uniform(-0.09, 0.09));
      shard.returns[i] = static_cast<float>(rng.standard_normal());
      shard.advantages[i] = shard.log_probs[i] = shard.old_log_probs[i] = shard.entropies[i] = 0;
    }
    ppo_loss({.clip_range = 0.2, .clip_range_vf = 0.2, .ent_coef = 0, .vf_coef = 1, .batch = 64}, shard);
    for (int i = 0; i < 64; ++i)
      CHECK(shard.d_values[i] == doctest::Approx(2 * (shard.values[i] - shard.returns[i]) / 64));
  }
}

TEST_CASE("the policy-gradient slopes by hand") {
  const ActorCritic<double> policy = small_policy(kDiscrete);
  Shard<double> shard(policy, 1, false);
  shard.count = 1;
  shard.log_probs[0] = -0.5;
  shard.advantages[0] = 3;
  shard.values[0] = 1;
  shard.returns[0] = 4;
  shard.entropies[0] = 0.7;
  const LossSums sums = policy_gradient_loss({.ent_coef = 0.2, .vf_coef = 0.5, .batch = 10}, shard);
  CHECK(shard.d_log_probs[0] == doctest::Approx(-0.3));
  CHECK(shard.d_values[0] == doctest::Approx(0.5 * 2 * -3 / 10));
  CHECK(shard.d_entropy == doctest::Approx(-0.02));
  CHECK(sums.policy_loss == doctest::Approx(1.5));
  CHECK(sums.value_loss == doctest::Approx(9));
}
