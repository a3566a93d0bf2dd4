// First weights: orthogonality, variances, bounds and who gets which gain.
#include "nn/init.h"

#include <utility>

#include "tests/nn/support.h"

namespace gymkhana {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct Spread {
  double mean, deviation, largest;
};

Spread spread_of(const RowMajor& m) {
  const double mean = m.mean();
  return {mean, std::sqrt((m.array() - mean).square().mean()), m.cwiseAbs().maxCoeff()};
}

TEST_CASE("orthogonal matrices are, tall, wide and square") {
  TestNumbers numbers;
  for (const auto& [rows, columns] : {std::pair{5, 5}, {64, 4}, {4, 64}, {1, 7}}) {
    RowMajor w(rows, columns);
    orthogonal<double>({w.data(), rows, columns}, 1.5, [&] { return numbers.normal(); });
    const RowMajor gram = rows < columns ? RowMajor(w * w.transpose()) : RowMajor(w.transpose() * w);
    CHECK(gram.isApprox(2.25 * RowMajor::Identity(gram.rows(), gram.cols()), 1e-12));
  }
}

TEST_CASE("signs of orthogonal matrices are those of a decomposition whose R has a positive diagonal") {
  // Q R of [[3], [4]] with R = 5 > 0, and of -[[3], [4]]: no preferred direction is left over from
  // Householder.
  for (const double sign : {1.0, -1.0}) {
    RowMajor w(2, 1);
    double next = 3 * sign;
    orthogonal<double>({w.data(), 2, 1}, 1, [&] { return std::exchange(next, 4 * sign); });
    CHECK(w(0, 0) == doctest::Approx(0.6 * sign));
    CHECK(w(1, 0) == doctest::Approx(0.8 * sign));
  }
}

TEST_CASE("Kaiming and Xavier have their variances") {
  TestNumbers numbers;
  const auto normal = [&] { return numbers.normal(); };
  const auto uniform = [&] { return numbers.uniform(); };
  RowMajor w(200, 300);
  const WeightMap<double> map(w.data(), 200, 300);
  const double kaiming = 2 / std::sqrt(300.0), xavier = 2 * std::sqrt(2 / 500.0);
  kaiming_normal<double>(map, 2, normal);
  CHECK(spread_of(w).deviation == doctest::Approx(kaiming).epsilon(0.02));
  kaiming_uniform<double>(map, 2, uniform);
  CHECK(spread_of(w).deviation == doctest::Approx(kaiming).epsilon(0.02));
  CHECK(spread_of(w).largest <= kaiming * std::sqrt(3.0));
  xavier_normal<double>(map, 2, normal);
  CHECK(spread_of(w).deviation == doctest::Approx(xavier).epsilon(0.02));
  xavier_uniform<double>(map, 2, uniform);
  CHECK(spread_of(w).deviation == doctest::Approx(xavier).epsilon(0.02));
  CHECK(std::abs(spread_of(w).mean) < 0.01 * xavier);
}

TEST_CASE("an actor's last layer is small, its hidden ones are not, and biases are 0") {
  TestNumbers numbers;
  Network<double> network = mlp<double>(4, {8, 8}, Activation::tanh, 2);
  network.mutable_parameters().setConstant(9);
  initialize_orthogonal(network, policy_gain, [&] { return numbers.normal(); });
  const auto named = network.named_parameters();
  const auto norm = [&](int i) {
    return network.parameters().segment(named[i].offset, named[i].size).norm();
  };
  CHECK(norm(0) == doctest::Approx(std::sqrt(2.0 * 4)));
  CHECK(norm(2) == doctest::Approx(std::sqrt(2.0 * 8)));
  CHECK(norm(4) == doctest::Approx(0.01 * std::sqrt(2.0)));
  for (const int bias : {1, 3, 5}) CHECK(norm(bias) == 0);
}

TEST_CASE("torch's own scheme bounds weights and biases by 1 / sqrt(inputs)") {
  TestNumbers numbers;
  Network<double> network({LayerNorm{16}, Dense{16, 400}});
  initialize_like_torch(network, [&] { return numbers.uniform(); });
  CHECK(network.parameters().head(16) == Vector<double>::Ones(16));
  const Vector<double> dense = network.parameters().tail(17 * 400);
  CHECK(dense.cwiseAbs().maxCoeff() <= 0.25);
  CHECK(dense.maxCoeff() > 0.249);
  CHECK(dense.minCoeff() < -0.249);
  CHECK(dense.tail(400).cwiseAbs().maxCoeff() > 0.24);
}

}  // namespace
}  // namespace gymkhana
