// The matrix product behind every dense layer: C = start + A B.
#pragma once

#include "nn/matrix.h"

namespace gymkhana {

/// m x k, element (i, j) at data[i * row_stride + j * column_stride]; one of the strides is 1. Rows side by
/// side are used where they lie; columns side by side are copied, block by block.
template <class Scalar>
struct LeftFactor {
  const Scalar* data;
  Index row_stride;
  Index column_stride;
};

/// k x n, element (i, j) at data[i * row_stride + j * column_stride].
template <class Scalar>
struct RightFactor {
  const Scalar* data;
  Index row_stride;
  Index column_stride;
};

/// What the sums begin with: nothing, a bias per row (stride 0), or an m x n matrix, such as C itself.
template <class Scalar>
struct Start {
  const Scalar* data = nullptr;
  Index stride = 0;
};

/// Numbers of scratch that multiply needs.
template <class Scalar>
Index product_scratch();

/// C (m x n, column-major, no gaps) = start + A B. Each element is a chain of k fused multiply-adds in order
/// of k, whatever m and n are: a sample's result does not depend on the batch that it is part of.
template <class Scalar>
void multiply(Index m, Index n, Index k, LeftFactor<Scalar> a, RightFactor<Scalar> b, Start<Scalar> start,
              Scalar* c, Scalar* scratch);

/// Numbers of an m x k left factor laid out as products want it.
template <class Scalar>
Index packed_size(Index m, Index k);

/// Lays out A once for many products.
template <class Scalar>
void pack(Index m, Index k, LeftFactor<Scalar> a, Scalar* packed);

/// multiply() with an A that pack() has laid out: the same bits, without the work of laying it out.
template <class Scalar>
void multiply_packed(Index m, Index n, Index k, const Scalar* packed, RightFactor<Scalar> b,
                     Start<Scalar> start, Scalar* c);

/// y (outputs x batch) = bias + W x for few outputs: W (outputs x inputs, row-major) is used as it lies, by
/// dot products. A sample's result does not depend on the batch here either.
template <class Scalar>
void multiply_rows(Index outputs, Index batch, Index inputs, const Scalar* weights, const Scalar* x,
                   const Scalar* bias, Scalar* y);

}  // namespace gymkhana
