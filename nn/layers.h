// The layers: shapes without numbers of their own, forward beside backward.
#pragma once

#include <variant>
#include <vector>

#include "nn/activation.h"
#include "nn/layer.h"
#include "nn/picture_layers.h"
#include "nn/value_layers.h"

namespace gymkhana {

/// y = W x + b.
struct Dense {
  Index input_count;
  Index output_count;

  Index inputs() const { return input_count; }
  Index outputs() const { return output_count; }
  std::vector<ParameterPart> parts() const;
  template <class Scalar>
  Index cache_size(Index) const {
    return 0;
  }
  template <class Scalar>
  Index scratch_size(Index batch) const;
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;

  /// Writes the weights in the order of the registers, packed_size() numbers, for Pass::packed.
  template <class Scalar>
  void pack(const Scalar* parameters, Scalar* packed) const;
  template <class Scalar>
  Index packed_size() const;
};

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

/// A closed set, so that a network is a value: copied, compared and dispatched without virtual calls.
using Layer = std::variant<Dense, ActivationLayer, LayerNorm, Conv2d, MaxPool, AveragePool, Residual,
                           NoisyDense, Dueling>;

}  // namespace gymkhana
