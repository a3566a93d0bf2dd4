// The product kernel against sums in plain loops, for every kind of edge: tiles, packets, blocks of depth.
#include "nn/product.h"

#include <cmath>

#include "tests/nn/support.h"

namespace gymkhana {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

TEST_CASE("products are right for sizes around tiles and blocks, however A lies") {
  TestNumbers numbers;
  Vector<double> scratch(product_scratch<double>());
  for (const Index m : {1, 7, 8, 33, 64, 70})
    for (const Index n : {1, 5, 6, 7, 13})
      for (const Index k : {1, 9, 600}) {
        CAPTURE(m);
        CAPTURE(n);
        CAPTURE(k);
        const Matrix<double> a = numbers.normals(m, k), b = numbers.normals(k, n),
                             start = numbers.normals(m, n);
        const RowMajor a_rows = a;
        Matrix<double> expected = start, by_columns(m, n), by_rows(m, n);
        for (Index i = 0; i < m; ++i)
          for (Index j = 0; j < n; ++j)
            for (Index l = 0; l < k; ++l) expected(i, j) += a(i, l) * b(l, j);
        multiply<double>(m, n, k, {a.data(), 1, m}, {b.data(), 1, k}, {start.data(), m}, by_columns.data(),
                         scratch.data());
        multiply<double>(m, n, k, {a_rows.data(), k, 1}, {b.data(), 1, k}, {start.data(), m}, by_rows.data(),
                         scratch.data());
        CHECK(by_columns.isApprox(expected, 1e-12));
        CHECK(by_rows == by_columns);
        Vector<double> packed(packed_size<double>(m, k));
        for (const LeftFactor<double> factor : {LeftFactor<double>{a.data(), 1, m}, {a_rows.data(), k, 1}}) {
          Matrix<double> by_packed(m, n);
          packed.setConstant(std::nan(""));
          pack(m, k, factor, packed.data());
          multiply_packed<double>(m, n, k, packed.data(), {b.data(), 1, k}, {start.data(), m},
                                  by_packed.data());
          CHECK(by_packed == by_columns);
        }
      }
}

TEST_CASE("products of few rows are right") {
  TestNumbers numbers;
  for (const Index inputs : {1, 8, 13}) {
    const RowMajor weights = numbers.normals(3, inputs);
    const Matrix<double> x = numbers.normals(inputs, 5);
    const Vector<double> bias = numbers.normals(3, 1);
    Matrix<double> y(3, 5);
    multiply_rows(3, 5, inputs, weights.data(), x.data(), bias.data(), y.data());
    CHECK(y.isApprox((weights * x).colwise() + bias, 1e-12));
  }
}

}  // namespace
}  // namespace gymkhana
