// The convolution of pictures.
#pragma once

#include <vector>

#include "nn/layer.h"
#include "nn/picture.h"

namespace gymkhana {

/// y = W * x + b, the margin being 0. The weight is PyTorch's with its channels last: {filters, kernel,
/// kernel, channels}.
struct Conv2d {
  PictureSize input;
  Index filters;
  Windows windows;

  PictureSize output() const { return {windows.count(input.height), windows.count(input.width), filters}; }
  /// Numbers that a filter sees at once.
  Index patch() const { return windows.kernel * windows.kernel * input.channels; }
  Index parameter_count() const { return filters * (patch() + 1); }
  Index inputs() const { return input.size(); }
  Index outputs() const { return output().size(); }
  std::vector<ParameterPart> parts() const;
  template <class Scalar>
  Index cache_size(Index batch) const;
  template <class Scalar>
  Index scratch_size(Index) const;
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;
};

}  // namespace gymkhana
