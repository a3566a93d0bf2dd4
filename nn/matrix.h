// Matrices of the networks: one sample is one column; views of numbers that lie elsewhere.
#pragma once

#include <concepts>

#include <Eigen/Core>

#include "base/error.h"

namespace gymkhana {

using Index = Eigen::Index;

/// Column-major: the numbers of a sample lie side by side.
template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

template <class Scalar>
using MatrixMap = Eigen::Map<Matrix<Scalar>>;
template <class Scalar>
using ConstMatrixMap = Eigen::Map<const Matrix<Scalar>>;
template <class Scalar>
using VectorRef = Eigen::Ref<Vector<Scalar>>;
template <class Scalar>
using ConstVectorRef = Eigen::Ref<const Vector<Scalar>>;

/// Eigen chooses its block sizes, and with them the order of additions, by the caches that it finds; this
/// names fixed ones instead, so that the same numbers come out on every machine with the same instructions.
/// Called wherever this library creates a network or uses an Eigen product.
inline void fix_eigen_blocking() {
  static const bool fixed = [] {
    Eigen::setCpuCacheSizes(32 * 1024, 1024 * 1024, 8 * 1024 * 1024);
    return true;
  }();
  static_cast<void>(fixed);
}

/// Read-only columns, one right after the other, that lie elsewhere: in a Matrix, a Map, or neighbouring
/// columns of one. Nothing is ever copied: what is not stored like this does not compile or throws.
template <class Scalar>
class ConstColumns : public ConstMatrixMap<Scalar> {
 public:
  ConstColumns(const Scalar* data, Index rows, Index columns) : ConstMatrixMap<Scalar>(data, rows, columns) {}

  template <class Derived>
  requires(std::same_as<typename Derived::Scalar, Scalar> && (Derived::Flags & Eigen::DirectAccessBit) != 0)
      ConstColumns(const Eigen::MatrixBase<Derived>& matrix)
      : ConstMatrixMap<Scalar>(matrix.derived().data(), matrix.rows(), matrix.cols()) {
    const Index stride = Derived::IsRowMajor ? matrix.innerStride() : matrix.outerStride();
    const bool rows_apart =
        matrix.rows() > 1 && (Derived::IsRowMajor ? matrix.outerStride() : matrix.innerStride()) != 1;
    if (rows_apart || (matrix.cols() > 1 && stride != matrix.rows()))
      throw Error("columns of a batch must lie one right after the other; copy them first");
  }
};

}  // namespace gymkhana
