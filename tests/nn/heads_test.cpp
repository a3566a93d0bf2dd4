// Heads: hand-computed probabilities, gradients by finite differences, masks, sampling.
#include <limits>
#include <vector>

#include "nn/categorical.h"
#include "nn/gaussian.h"
#include "tests/nn/support.h"

namespace gymkhana {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// sum_i c_i log p_i(a_i) + h sum_i H_i of a head that is set.
double loss_of(const Head<double>& head, const TakenActions<double>& actions, const std::vector<double>& c,
               double h) {
  std::vector<double> log_probs(c.size()), entropies(c.size());
  head.log_prob(actions, log_probs);
  head.entropy(entropies);
  double loss = 0;
  for (std::size_t i = 0; i < c.size(); ++i) loss += c[i] * log_probs[i] + h * entropies[i];
  return loss;
}

TEST_CASE("a categorical gives the hand's probabilities, logarithms, entropy and gradient") {
  Categorical<double> head(3, 2);
  Matrix<double> logits(3, 1);
  logits << std::log(1.0), std::log(2.0), std::log(5.0);
  head.set(logits, {}, {});
  CHECK(head.probabilities()(2, 0) == doctest::Approx(0.625));
  const std::vector<std::int32_t> action = {1};
  std::vector<double> value(1);
  head.log_prob({.indices = action}, value);
  CHECK(value[0] == doctest::Approx(std::log(0.25)));
  head.entropy(value);
  CHECK(value[0] ==
        doctest::Approx(-0.125 * std::log(0.125) - 0.25 * std::log(0.25) - 0.625 * std::log(0.625)));
  Matrix<double> d(3, 1);
  const std::vector<double> coefficients = {2};
  head.backward({.indices = action}, coefficients, 0, {d.data(), 3, 1}, {});
  CHECK(d.isApprox(Eigen::Vector3d(-0.25, 1.5, -1.25), 1e-12));
}

TEST_CASE("gradients of a categorical, with a mask and without") {
  TestNumbers numbers;
  Matrix<double> logits = numbers.normals(4, 3);
  const std::vector<std::int32_t> actions = {0, 3, 2};
  const std::vector<double> c = {1.5, -0.5, 0.25};
  const std::vector<std::uint8_t> masks[] = {{}, {1, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0}};
  for (const std::vector<std::uint8_t>& mask : masks) {
    Categorical<double> head(4, 8);
    const auto loss = [&] {
      head.set(logits, {}, mask);
      return loss_of(head, {.indices = actions}, c, 0.3);
    };
    loss();
    Matrix<double> d(4, 3);
    head.backward({.indices = actions}, c, 0.3, {d.data(), 4, 3}, {});
    check_gradient(loss, logits.data(), d.data(), d.size());
    for (std::size_t i = 0; i < mask.size(); ++i)
      if (!mask[i]) CHECK(d.data()[i] == 0);
  }
}

TEST_CASE("a masked action has probability 0 and is never chosen; no action left is an error") {
  Categorical<float> head(3, 2);
  Matrix<float> logits(3, 2);
  logits << 9, 1, 1, 2, 2, 3;
  const std::vector<std::uint8_t> mask = {0, 1, 1, 1, 1, 0};
  head.set(logits, {}, mask);
  CHECK(head.probabilities()(0, 0) == 0);
  CHECK(head.log_probabilities()(2, 1) == -std::numeric_limits<float>::infinity());
  std::vector<std::int32_t> actions(2);
  for (const double u : {0.0, 0.3, 0.999999999}) {
    GivenNoise noise({u, u});
    head.sample(noise, {.indices = actions});
    CHECK(actions[0] != 0);
    CHECK(actions[1] != 2);
  }
  head.mode({.indices = actions});
  CHECK(actions == std::vector<std::int32_t>{2, 1});
  CHECK_THROWS_WITH(head.set(logits, {}, std::vector<std::uint8_t>{1, 1, 1, 0, 0, 0}),
                    "sample 1 of the batch has no action left: its mask or its logits forbid all of them");
}

TEST_CASE("a categorical samples by inversion") {
  Categorical<double> head(3, 4);
  Matrix<double> logits(3, 4);
  logits.colwise() = Eigen::Vector3d(std::log(0.25), std::log(0.5), std::log(0.25));
  head.set(logits, {}, {});
  std::vector<std::int32_t> actions(4);
  GivenNoise noise({0, 0.2501, 0.7499, 0.7501});
  head.sample(noise, {.indices = actions});
  CHECK(actions == std::vector<std::int32_t>{0, 1, 1, 2});
}

TEST_CASE("large logits do not overflow, and small ones vanish") {
  Categorical<float> head(2, 1);
  head.set(Matrix<float>{{1e30f}, {-1e30f}}, {}, {});
  std::vector<float> value(1);
  const std::vector<std::int32_t> action = {0};
  head.log_prob({.indices = action}, value);
  CHECK(value[0] == 0);
  head.entropy(value);
  CHECK(value[0] == doctest::Approx(0));
}

TEST_CASE("a Gaussian gives the hand's numbers") {
  Gaussian<double> head(2, 3);
  const std::vector<double> log_std = {0, std::log(2.0)};
  head.set(Matrix<double>{{1}, {-1}}, log_std, {});
  GivenNoise normals({0.5, -1.5});
  Matrix<double> actions(2, 1);
  head.sample(normals, room_in(actions));
  CHECK(actions.isApprox(Eigen::Vector2d(1.5, -4)));
  std::vector<double> value(1);
  head.log_prob(taken(actions), value);
  CHECK(value[0] == doctest::Approx(-0.125 - 1.125 - std::log(2.0) - std::log(2 * 3.141592653589793)));
  head.entropy(value);
  CHECK(value[0] == doctest::Approx(std::log(2.0) + 1 + std::log(2 * 3.141592653589793)));
  head.mode(room_in(actions));
  CHECK(actions == Matrix<double>{{1}, {-1}});
  CHECK(head.summary() == std::vector<double>{1, -1});
  CHECK(*head.deviation(log_std) == doctest::Approx(1.5));
}

TEST_CASE("gradients of a Gaussian") {
  TestNumbers numbers;
  Matrix<double> mean = numbers.normals(3, 4);
  Vector<double> log_std = 0.3 * numbers.normals(3, 1);
  const Matrix<double> actions = numbers.normals(3, 4);
  const std::vector<double> c = {1.5, -0.5, 0.25, 2};
  Gaussian<double> head(3, 4);
  const auto loss = [&] {
    head.set(mean, span_of(log_std), {});
    return loss_of(head, taken(actions), c, -0.2);
  };
  loss();
  Matrix<double> d_mean(3, 4);
  Vector<double> d_log_std = Vector<double>::Zero(3);
  head.backward(taken(actions), c, -0.2, {d_mean.data(), 3, 4}, span_of(d_log_std));
  check_gradient(loss, mean.data(), d_mean.data(), 12);
  check_gradient(loss, log_std.data(), d_log_std.data(), 3);
}

TEST_CASE("the gradient of a Gaussian through its sample") {
  TestNumbers numbers;
  Matrix<double> mean = numbers.normals(3, 4);
  Vector<double> log_std = 0.3 * numbers.normals(3, 1);
  const Matrix<double> wish = numbers.normals(3, 4);
  Gaussian<double> head(3, 4);
  Matrix<double> actions(3, 4);
  const auto loss = [&] {  // the squared distance of what is drawn, with the same noise each time
    TestNoise noise(5);
    head.set(mean, span_of(log_std), {});
    head.sample(noise, room_in(actions));
    return 0.5 * (actions - wish).squaredNorm();
  };
  loss();
  Matrix<double> d_mean = Matrix<double>::Zero(3, 4);
  Vector<double> d_log_std = Vector<double>::Zero(3);
  const Matrix<double> d_actions = actions - wish;
  head.backward_sample(d_actions, {d_mean.data(), 3, 4}, span_of(d_log_std));
  check_gradient(loss, mean.data(), d_mean.data(), 12);
  check_gradient(loss, log_std.data(), d_log_std.data(), 3);
  head.backward_sample(d_actions, {d_mean.data(), 3, 4}, span_of(d_log_std));  // adds
  CHECK(d_mean.isApprox(2 * d_actions));
}

TEST_CASE("a choice among actions has no gradient through the sample") {
  const Categorical<double> head(2, 1);
  Matrix<double> d(2, 1);
  CHECK_THROWS_AS(head.backward_sample(Matrix<double>(1, 1), {d.data(), 2, 1}, {}), Error);
}

TEST_CASE("NaN in one logit shows in everything that is learned from") {
  for (const Index place : {0, 1}) {
    Categorical<float> head(2, 1);
    Matrix<float> logits = Matrix<float>::Zero(2, 1), d(2, 1);
    logits(place, 0) = std::nanf("");
    head.set(logits, {}, {});
    const std::vector<std::int32_t> action = {1};
    std::vector<float> value(1);
    head.log_prob({.indices = action}, value);
    CHECK(std::isnan(value[0]));
    head.entropy(value);
    CHECK(std::isnan(value[0]));
    head.backward({.indices = action}, std::vector<float>{1}, 0, {d.data(), 2, 1}, {});
    CHECK(d.hasNaN());
  }
  Categorical<double> head(2, 1);
  CHECK_THROWS(head.set(Matrix<double>{{-infinity}, {-infinity}}, {}, {}));
}

}  // namespace
}  // namespace gymkhana
