// The beta head: known densities and entropies, gradients by finite differences, draws within bounds.
#include "nn/beta.h"

#include <cmath>
#include <limits>
#include <vector>

#include "nn/special.h"
#include "tests/nn/support.h"

namespace gymkhana {
namespace {

// What softplus(x) + 1 makes `a` of.
double output_of(double a) {
  return std::log(std::expm1(a - 1));
}

TEST_CASE("the gamma function and its derivatives at known places") {
  CHECK(log_gamma(1) == doctest::Approx(0).epsilon(1e-11));
  CHECK(log_gamma(5) == doctest::Approx(std::log(24.0)).epsilon(1e-12));
  CHECK(log_gamma(100.5) == doctest::Approx(std::lgamma(100.5)).epsilon(1e-12));
  CHECK(digamma(1) == doctest::Approx(-0.57721566490153286).epsilon(1e-11));
  CHECK(digamma(2.5) == doctest::Approx(0.70315664064524319).epsilon(1e-11));
  CHECK(trigamma(1) == doctest::Approx(1.6449340668482264).epsilon(1e-10));
  CHECK(trigamma(3) == doctest::Approx(1.6449340668482264 - 1.25).epsilon(1e-10));
}

TEST_CASE("a beta gives the hand's numbers") {
  const Vector<double> low = Vector<double>::Constant(1, -1), high = Vector<double>::Constant(1, 3);
  Beta<double> head(low, high, 2);
  head.set(Matrix<double>{{output_of(2)}, {output_of(3)}}, {}, {});  // p(u) = 12 u (1 - u)^2
  std::vector<double> value(1);
  head.log_prob(taken(Matrix<double>{{0}}), value);  // u = 1/4
  CHECK(value[0] == doctest::Approx(std::log(12 * 0.25 * 0.5625 / 4)));
  Matrix<double> mean(1, 1);
  head.mode(room_in(mean));
  CHECK(mean(0, 0) == doctest::Approx(-1 + 4 * 0.4));
  CHECK(head.summary() == std::vector<double>{mean(0, 0)});
  head.entropy(value);
  CHECK(value[0] == doctest::Approx(-0.2348 + std::log(4.0)).epsilon(1e-3));
}

TEST_CASE("gradients of a beta") {
  TestNumbers numbers;
  Matrix<double> outputs = numbers.normals(4, 3);
  Vector<double> low(2), high(2);
  low << -1, 0;
  high << 1, 5;
  const Matrix<double> actions{{0.3, -0.9, 0}, {0.1, 4.7, 2}};
  const std::vector<double> c = {1.5, -0.5, 0.25};
  Beta<double> head(low, high, 4);
  const auto loss = [&] {
    head.set(outputs, {}, {});
    std::vector<double> log_probs(3), entropies(3);
    head.log_prob(taken(actions), log_probs);
    head.entropy(entropies);
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) sum += c[i] * log_probs[i] - 0.2 * entropies[i];
    return sum;
  };
  loss();
  Matrix<double> d(4, 3);
  head.backward(taken(actions), c, -0.2, {d.data(), 4, 3}, {});
  check_gradient(loss, outputs.data(), d.data(), 12);
}

TEST_CASE("draws keep to the bounds, with the mean and spread that a and b give") {
  const Vector<float> low = Vector<float>::Constant(1, 2), high = Vector<float>::Constant(1, 4);
  Beta<float> head(low, high, 1);
  head.set(Matrix<float>{{static_cast<float>(output_of(2))}, {static_cast<float>(output_of(5))}}, {}, {});
  TestNoise noise;
  double sum = 0, squares = 0;
  constexpr int kDraws = 20'000;
  for (int i = 0; i < kDraws; ++i) {
    float action = 0;
    head.sample(noise, {.values = {&action, 1}});
    CHECK_FALSE((action < 2 || action > 4));
    const double u = (action - 2) / 2;
    sum += u;
    squares += u * u;
  }
  const double mean = sum / kDraws;
  CHECK(mean == doctest::Approx(2.0 / 7).epsilon(0.02));
  CHECK(squares / kDraws - mean * mean == doctest::Approx(10.0 / (49 * 8)).epsilon(0.05));
}

TEST_CASE("shapes that are not finite are drawn as they are, not for ever") {
  TestNoise noise;
  CHECK(std::isnan(draw_gamma(std::nan(""), noise, 0)));
  CHECK(std::isinf(draw_gamma(std::numeric_limits<double>::infinity(), noise, 0)));
}

TEST_CASE("outputs of the wrong size are refused") {
  const Vector<double> low = Vector<double>::Zero(2), high = Vector<double>::Ones(2);
  Beta<double> head(low, high, 4);
  CHECK_THROWS_AS(head.set(Matrix<double>(2, 1), {}, {}), Error);
}

}  // namespace
}  // namespace gymkhana
