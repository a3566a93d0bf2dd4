// An activation function as a layer.
#pragma once

#include <vector>

#include "nn/activation.h"
#include "nn/layer.h"

namespace gymkhana {

/// y = f(x), number by number.
struct ActivationLayer {
  Activation activation;
  Index size;

  Index inputs() const { return size; }
  Index outputs() const { return size; }
  std::vector<ParameterPart> parts() const { return {}; }
  template <class Scalar>
  Index cache_size(Index) const {
    return 0;
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
