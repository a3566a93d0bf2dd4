// Losses of action values by hand-computed numbers, and their slopes by finite differences.
#include <cmath>
#include <functional>

#include <doctest/doctest.h>

#include "agents/deep_q/c51.h"
#include "agents/deep_q/qr_dqn.h"
#include "base/error.h"

using namespace gymkhana;

namespace {

/// One sample: what goes into a loss, and what comes out.
struct Sample {
  Matrix<float> outputs, next_outputs;
  int action, next_action;
  float reward, discount, weight = 1;
  Matrix<float> slopes = {};
  float error = 0;

  double loss(const Distribution& distribution) {
    slopes = Matrix<float>::Constant(outputs.rows(), 1, 9);
    const std::int32_t actions[] = {action};
    const int next_actions[] = {next_action};
    const QTargets targets{{outputs.data(), outputs.rows(), 1},
                           {next_outputs.data(), next_outputs.rows(), 1},
                           actions,
                           next_actions,
                           {&reward, 1},
                           {&discount, 1},
                           {&weight, 1}};
    return distribution.loss(targets, {{slopes.data(), slopes.rows(), 1}, {&error, 1}});
  }
};

void check_slopes(const Distribution& distribution, Sample sample) {
  sample.loss(distribution);
  const Matrix<float> slopes = sample.slopes;
  for (Index i = 0; i < slopes.size(); ++i) {
    constexpr float step = 1e-2f;
    Sample above = sample, below = sample;
    above.outputs.data()[i] += step;
    below.outputs.data()[i] -= step;
    CHECK(slopes.data()[i] ==
          doctest::Approx((above.loss(distribution) - below.loss(distribution)) / (2 * step))
              .epsilon(2e-3)
              .scale(1));
  }
}

}  // namespace

TEST_CASE("DQN: half the squared error near the target, linear beyond") {
  const ExpectedValue distribution;
  Sample sample{Matrix<float>{{1}, {2}}, Matrix<float>{{5}, {3}}, 1, 0, 0.5f, 0.5f, 0.25f};
  // Target 0.5 + 0.5 * 5 = 3; the error of 2 is -1.
  CHECK(sample.loss(distribution) == doctest::Approx(0.25 * 0.5));
  CHECK(sample.slopes == Matrix<float>{{0}, {-0.25f}});
  CHECK(sample.error == 1);
  sample.reward = 9.5f;  // target 12, error -10: 10 - 1/2
  CHECK(sample.loss(distribution) == doctest::Approx(0.25 * 9.5));
  CHECK(sample.slopes == Matrix<float>{{0}, {-0.25f}});
  CHECK(sample.error == 10);
}

TEST_CASE("C51 shares out the target's probabilities among the atoms beside it") {
  const CategoricalReturn distribution(-1, 1, 3);  // atoms -1, 0, 1
  const std::vector<float> p = {0.25f, 0.5f, 0.25f};
  std::vector<float> m(3);
  distribution.project(p, 0.25f, 0.5f, m);  // atoms go to -0.25, 0.25, 0.75
  CHECK(m == std::vector<float>{0.0625f, 0.1875f + 0.375f + 0.0625f, 0.125f + 0.1875f});
  distribution.project(p, 0, 1, m);
  CHECK(m == p);
  distribution.project(p, 5, 1, m);  // beyond the range: all at its end
  CHECK(m == std::vector<float>{0, 0, 1});
  distribution.project(p, -0.5f, 0, m);  // an end: the reward alone
  CHECK(m == std::vector<float>{0.5f, 0.5f, 0});
}

TEST_CASE("C51: means, cross-entropy, and divergence as priority") {
  const CategoricalReturn distribution(-1, 1, 3);
  const float ln2 = std::log(2.f);
  Sample sample{Matrix<float>{{0}, {ln2}, {0}, {0}, {0}, {ln2}}, Matrix<float>::Zero(6, 1), 0, 0, 1, 0};
  Matrix<float> q(2, 1);
  distribution.means({sample.outputs.data(), 6, 1}, {q.data(), 2, 1});
  CHECK(q(0) == doctest::Approx(0));
  CHECK(q(1) == doctest::Approx(0.25));  // (-1 + 0 + 2) / 4
  CHECK(sample.loss(distribution) ==
        doctest::Approx(std::log(4.0)));  // all of m on an atom of probability 1/4
  CHECK(sample.error == doctest::Approx(std::log(4.0)));
  CHECK(sample.slopes(0) == doctest::Approx(0.25));
  CHECK(sample.slopes(1) == doctest::Approx(0.5));
  CHECK(sample.slopes(2) == doctest::Approx(-0.75));
  CHECK(sample.slopes.bottomRows(3).isZero());
  sample.reward = 0.3f;
  sample.discount = 0.7f;
  check_slopes(distribution, sample);
}

TEST_CASE("QR-DQN: each quantile against all targets") {
  const QuantileReturn distribution(2);  // tau 1/4 and 3/4
  Sample sample{Matrix<float>{{0}, {0}, {1}, {2}}, Matrix<float>{{0}, {4}, {0}, {0}}, 1, 0, 0, 0.5f};
  // Targets 0 and 2. theta 1 (tau 1/4): errors 1 and -1: slopes 3/4 and -1/4, losses 3/8 and 1/8.
  //                  theta 2 (tau 3/4): errors 2 and 0: slopes 1/4 and 0, losses 3/8 and 0.
  CHECK(sample.loss(distribution) == doctest::Approx(0.25 + 0.1875));
  CHECK(sample.slopes(2) == doctest::Approx(0.25));
  CHECK(sample.slopes(3) == doctest::Approx(0.125));
  CHECK(sample.slopes.topRows(2).isZero());
  CHECK(sample.error == doctest::Approx(0.5));  // means 1 and 1.5
  Matrix<float> q(2, 1);
  distribution.means({sample.outputs.data(), 4, 1}, {q.data(), 2, 1});
  CHECK(q(1) == 1.5f);
  sample.outputs << 0, 0, 0.4f, 3.3f;
  check_slopes(distribution, sample);
}

TEST_CASE("a range of returns that is none is refused") {
  CHECK_THROWS_WITH_AS(CategoricalReturn(10, -10, 51),
                       doctest::Contains("v_min = 10 must be below v_max = -10"), Error);
  CHECK_THROWS_AS(CategoricalReturn(1, 1, 51), Error);
}
