// The dense layer, also called linear or fully connected.
#pragma once

#include <vector>

#include "nn/layer.h"

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

}  // namespace gymkhana
