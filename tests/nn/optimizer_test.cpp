// Optimisers against PyTorch's formulas, two steps each in plain arithmetic, and clipping.
#include "nn/optimizer.h"

#include "tests/nn/support.h"

namespace gymkhana {
namespace {

constexpr double p0 = 0.5, g1 = 0.2, g2 = -0.4, lr = 0.1;

/// The parameter after the gradients g1 and g2, each for many parameters at once so that whole registers and
/// the rest behind them are both used.
void check_steps(const OptimizerConfig& config, double after_one, double after_two) {
  constexpr Index size = 37;
  CAPTURE(name_of(config.kind));
  Optimizer<double> optimizer(config, size);
  Optimizer<float> narrow(config, size);
  Vector<double> p = Vector<double>::Constant(size, p0);
  Vector<float> q = p.cast<float>();
  for (const auto& [gradient, expected] : {std::pair{g1, after_one}, {g2, after_two}}) {
    const Vector<double> g = Vector<double>::Constant(size, gradient);
    optimizer.step(p, g, lr);
    narrow.step(q, g.cast<float>(), lr);
    for (Index i = 0; i < size; ++i) {
      CHECK(p[i] == doctest::Approx(expected).epsilon(1e-12));
      CHECK(q[i] == doctest::Approx(expected).epsilon(1e-6));
    }
  }
  CHECK(optimizer.steps() == 2);
}

TEST_CASE("SGD with momentum and weight decay") {
  check_steps({.kind = OptimizerKind::sgd}, 0.48, 0.52);
  const double v1 = g1 + 0.01 * p0, p1 = p0 - lr * v1;
  const double v2 = 0.9 * v1 + g2 + 0.01 * p1;
  check_steps({.kind = OptimizerKind::sgd, .momentum = 0.9, .weight_decay = 0.01}, p1, p1 - lr * v2);
}

TEST_CASE("RMSProp, with eps outside the root and inside") {
  const double v1 = 0.01 * g1 * g1, v2 = 0.99 * v1 + 0.01 * g2 * g2, eps = 1e-3;
  const double p1 = p0 - lr * g1 / (std::sqrt(v1) + eps);
  check_steps({.kind = OptimizerKind::rmsprop, .eps = eps}, p1, p1 - lr * g2 / (std::sqrt(v2) + eps));

  const double w1 = 0.99 + 0.01 * g1 * g1, w2 = 0.99 * w1 + 0.01 * g2 * g2;
  const double q1 = p0 - lr * g1 / std::sqrt(w1 + eps);
  check_steps({.kind = OptimizerKind::rmsprop_tf, .eps = eps}, q1, q1 - lr * g2 / std::sqrt(w2 + eps));

  const double b1 = g1 / std::sqrt(w1 + eps), b2 = 0.5 * b1 + g2 / std::sqrt(w2 + eps);
  check_steps({.kind = OptimizerKind::rmsprop_tf, .eps = eps, .momentum = 0.5}, q1, q1 - lr * b2);
}

TEST_CASE("Adagrad") {
  const double p1 = p0 - lr * g1 / (g1 + 1e-10);
  check_steps({.kind = OptimizerKind::adagrad, .eps = 1e-10}, p1,
              p1 - lr * g2 / (std::sqrt(g1 * g1 + g2 * g2) + 1e-10));
}

TEST_CASE("Adam, its weight decay, and AdamW's") {
  const double eps = 1e-5;
  const auto steps = [&](double decay, double decoupled) {
    const double d1 = g1 + decay * p0;
    const double p1 = p0 * (1 - lr * decoupled) - lr * d1 / (std::abs(d1) + eps);
    const double d2 = g2 + decay * p1;
    const double m = (0.9 * 0.1 * d1 + 0.1 * d2) / (1 - 0.81);
    const double v = (0.999 * 0.001 * d1 * d1 + 0.001 * d2 * d2) / (1 - 0.999 * 0.999);
    return std::pair{p1, p1 * (1 - lr * decoupled) - lr * m / (std::sqrt(v) + eps)};
  };
  const auto [a1, a2] = steps(0, 0);
  check_steps({.eps = eps}, a1, a2);
  const auto [b1, b2] = steps(0.1, 0);
  check_steps({.eps = eps, .weight_decay = 0.1}, b1, b2);
  const auto [c1, c2] = steps(0, 0.1);
  check_steps({.kind = OptimizerKind::adamw, .eps = eps, .weight_decay = 0.1}, c1, c2);
}

TEST_CASE("RAdam is momentum at first and rectified Adam from the sixth step on") {
  const double p1 = p0 - lr * g1;
  check_steps({.kind = OptimizerKind::radam}, p1, p1 - lr * (0.9 * 0.1 * g1 + 0.1 * g2) / 0.19);

  Optimizer<double> optimizer({.kind = OptimizerKind::radam}, 1);
  Vector<double> p{{p0}}, g{{g1}};
  for (int t = 1; t <= 5; ++t) optimizer.step(p, g, lr);
  CHECK(p[0] == doctest::Approx(p0 - 5 * lr * g1).epsilon(1e-12));
  optimizer.step(p, g, lr);
  // Step 6 with one gradient all along: m = g and sqrt(v / (1 - beta2^6)) = g, so that only r is left.
  const double power = std::pow(0.999, 6), rho = 1999 - 12 * power / (1 - power);
  const double r = std::sqrt((rho - 4) * (rho - 2) * 1999 / (1995.0 * 1997 * rho));
  CHECK(rho > 5);
  CHECK(p[0] == doctest::Approx(p0 - 5 * lr * g1 - lr * r).epsilon(1e-6));
}

TEST_CASE("an optimiser put together from its memory goes on as the first would") {
  TestNumbers numbers;
  Optimizer<float> first({}, 20);
  Vector<float> p = numbers.normals<float>(20, 1);
  for (int i = 0; i < 3; ++i) first.step(p, numbers.normals<float>(20, 1), lr);
  Optimizer<float> second(first.config(), 20);
  second.set_steps(first.steps());
  for (std::size_t i = 0; i < first.slots().size(); ++i) second.slots()[i].values = first.slots()[i].values;
  Vector<float> q = p;
  const Vector<float> g = numbers.normals<float>(20, 1);
  first.step(p, g, lr);
  second.step(q, g, lr);
  CHECK(p == q);
  CHECK(std::string(first.slots()[1].name) == "exp_avg_sq");
}

TEST_CASE("steps of ranges are one step, number by number") {
  for (const auto kind : {OptimizerKind::sgd, OptimizerKind::rmsprop, OptimizerKind::rmsprop_tf,
                          OptimizerKind::adagrad, OptimizerKind::adamw, OptimizerKind::radam}) {
    TestNumbers numbers;
    Optimizer<float> whole({.kind = kind, .momentum = 0.5, .weight_decay = 0.1}, 100), ranges = whole;
    Vector<float> p = numbers.normals<float>(100, 1), q = p;
    for (int step = 0; step < 8; ++step) {
      const Vector<float> g = numbers.normals<float>(100, 1);
      whole.step(p, g, lr);
      ranges.begin_step();
      ranges.step_range(64, q.segment(64, 36), g.segment(64, 36), lr);
      ranges.step_range(0, q.segment(0, 64), g.segment(0, 64), lr);
    }
    CHECK(p == q);
    CHECK(whole.steps() == ranges.steps());
  }
}

TEST_CASE("kinds have names, and sizes must agree") {
  for (const char* name : {"sgd", "rmsprop", "rmsprop_tf", "adagrad", "adam", "adamw", "radam"})
    CHECK(name_of(parse_optimizer(name)) == name);
  CHECK_THROWS(parse_optimizer("adan"));
  Optimizer<float> optimizer({}, 3);
  Vector<float> p(3), g(4);
  CHECK_THROWS_WITH(optimizer.step(p, g, lr),
                    "an optimizer for 3 parameters was given 3 and a gradient of 4");
}

}  // namespace
}  // namespace gymkhana
