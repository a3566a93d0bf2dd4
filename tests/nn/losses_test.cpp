// Losses: hand-computed values, and gradients by finite differences.
#include "nn/losses.h"

#include <vector>

#include "tests/nn/support.h"

namespace gymkhana {
namespace {

using Numbers = std::vector<double>;

TEST_CASE("losses give the hand's values") {
  Numbers d(2);
  CHECK(mse_loss<double>(Numbers{1, 5}, Numbers{2, 2}, d) == 5);
  CHECK(d == Numbers{-1, 3});
  CHECK(huber_loss<double>(Numbers{1.5, 5}, Numbers{2, 2}, d) == (0.125 + 2.5) / 2);
  CHECK(d == Numbers{-0.25, 0.5});
  CHECK(huber_loss<double>(Numbers{1.5, 5}, Numbers{2, 2}, d, 2) == (0.125 + 2 * (3 - 1)) / 2);

  const Matrix<double> logits{{0, 1000}, {std::log(3.0), 0}};
  Matrix<double> d_logits(2, 2);
  const double loss =
      cross_entropy_loss<double>(logits, std::vector<std::int32_t>{1, 0}, {d_logits.data(), 2, 2});
  CHECK(loss == doctest::Approx(-std::log(0.75) / 2));
  CHECK(d_logits.isApprox(Matrix<double>{{0.125, 0}, {-0.125, 0}}, 1e-12));
}

TEST_CASE("gradients of the losses") {
  TestNumbers numbers;
  Matrix<double> x = 2 * numbers.normals(3, 4), d(3, 4);
  const Matrix<double> target = numbers.normals(3, 4);
  const std::span<const double> prediction(x.data(), 12), targets(target.data(), 12);
  const std::vector<std::int32_t> labels = {2, 0, 1, 1};
  const std::function<double()> losses[] = {
      [&] {
        return mse_loss<double>(prediction, targets, {d.data(), 12});
      },
      [&] {
        return huber_loss<double>(prediction, targets, {d.data(), 12}, 0.7);
      },
      [&] {
        return cross_entropy_loss<double>(x, labels, {d.data(), 3, 4});
      }};
  for (const auto& loss : losses) {
    loss();
    const Matrix<double> gradient = d;
    check_gradient(loss, x.data(), gradient.data(), 12);
  }
}

}  // namespace
}  // namespace gymkhana
