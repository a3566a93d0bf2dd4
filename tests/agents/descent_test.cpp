// One optimiser over several parts of an array, and gradients of shards added in order.
#include "agents/descent.h"

#include <cmath>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "agents/minibatch.h"

using namespace gymkhana;

TEST_CASE("a gradient is cut by the norm of all its parts, and what lies between them counts for nothing") {
  Workers workers(1);
  WorkerTeam team(workers);
  const std::vector<ParameterSpan> parts = {{"actor", 0, 2}, {"critic", 16, 3}};
  for (const auto& [max_norm, factor] : {std::pair{10.0, 1.0}, {0.5, 0.1}}) {
    Descent descent({.kind = OptimizerKind::sgd}, parts, 32);
    Vector<float> parameters = Vector<float>::Zero(32), gradient = Vector<float>::Constant(32, 100);
    gradient.segment(0, 2) << 3, 0;
    gradient.segment(16, 3) << 0, 0, 4;
    CHECK(descent.step(team, parameters, gradient, 1, max_norm) == 5);
    CHECK(parameters[0] == doctest::Approx(-3 * factor));
    CHECK(parameters[18] == doctest::Approx(-4 * factor));
    CHECK(parameters[2] == 0);
  }
}

TEST_CASE("a gradient that is not finite moves nothing") {
  Workers workers(1);
  WorkerTeam team(workers);
  Descent descent({}, {{"q", 0, 4}}, 4);
  Vector<float> parameters = Vector<float>::Ones(4), gradient = Vector<float>::Ones(4);
  gradient[2] = std::numeric_limits<float>::infinity();
  CHECK_FALSE(std::isfinite(descent.step(team, parameters, gradient, 1, 1)));
  CHECK(parameters == Vector<float>::Ones(4));
}

TEST_CASE("the optimiser's memory is saved part by part") {
  Workers workers(1);
  WorkerTeam team(workers);
  const std::vector<ParameterSpan> parts = {{"actor", 0, 2}, {"critic", 16, 3}};
  Descent first({}, parts, 32), second({}, parts, 32);
  Vector<float> p = Vector<float>::Ones(32), g = Vector<float>::LinSpaced(32, -1, 1);
  first.step(team, p, g, 0.1, 1);
  TensorFile file;
  first.save(file);
  CHECK(file.get<float>("optimizer.critic.exp_avg").size() == 3);
  CHECK(file.get<std::int64_t>("optimizer.actor.step")[0] == 1);
  second.load(file);
  Vector<float> q = p, h = g;
  first.step(team, p, g, 0.1, 1);
  second.step(team, q, h, 0.1, 1);
  CHECK(p == q);
}

namespace {

struct TestShard {
  Vector<float> gradient;
};

/// A sum that depends on its order: shard k holds powers of ten of either sign.
Vector<float> sum_on(int worker_count, int samples, Index parameters) {
  Workers workers(worker_count);
  WorkerTeam team(workers);
  Shards<TestShard> shards([&] { return TestShard{Vector<float>(parameters)}; });
  Vector<float> sum(parameters);
  const int seen = shards.add_up(team, samples, sum, [&](TestShard& shard, int first, int count) {
    const int k = first / kShardSize;
    shard.gradient.setConstant((k % 2 ? -1.f : 1.f) * std::pow(10.f, static_cast<float>(k % 9)) / 3);
    return count;
  });
  CHECK(seen == samples);
  return sum;
}

}  // namespace

TEST_CASE("gradients of shards are added in order, whatever the number of workers") {
  for (const int samples : {1, 64, 65, 5000}) {
    const Vector<float> expected = sum_on(1, samples, 5000);
    float in_order = 0;
    for (int k = 0; k * kShardSize < samples; ++k)
      in_order += (k % 2 ? -1.f : 1.f) * std::pow(10.f, static_cast<float>(k % 9)) / 3;
    CHECK(expected[4999] == in_order);
    for (const int workers : {2, 5}) CHECK(sum_on(workers, samples, 5000) == expected);
  }
}

TEST_CASE("passes without a gradient see every sample once") {
  for (const int count : {1, 3}) {
    Workers workers(count);
    WorkerTeam team(workers);
    Shards<TestShard> shards([] { return TestShard{}; });
    std::vector<int> seen(300);
    shards.for_each(team, 300, [&](TestShard&, int first, int size) {
      for (int i = first; i < first + size; ++i) ++seen[i];
    });
    CHECK(seen == std::vector<int>(300, 1));
  }
}
