// Layer normalisation.
#pragma once

#include <vector>

#include "nn/layer.h"

namespace gymkhana {

/// y = w (x - mean) / sqrt(variance + 1e-5) + b over each group of `size` numbers; Ba et al. 2016,
/// arXiv:1607.06450. One group is the whole sample; with a group per pixel it is normalised over its channels
/// (flax's LayerNorm of pictures).
struct LayerNorm {
  Index size;
  Index groups = 1;

  Index inputs() const { return size * groups; }
  Index outputs() const { return size * groups; }
  std::vector<ParameterPart> parts() const;
  template <class Scalar>
  Index cache_size(Index batch) const {
    return (size + 1) * groups * batch;
  }
  template <class Scalar>
  Index scratch_size(Index) const {
    return 0;
  }
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;
};

}  // namespace gymkhana
