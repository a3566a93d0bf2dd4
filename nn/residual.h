// The residual block.
#pragma once

#include <vector>

#include "nn/conv2d.h"
#include "nn/layer.h"
#include "nn/picture.h"

namespace gymkhana {

/// y = x + conv(relu(conv(relu(x)))), both convolutions 3 x 3 with a margin of 1: IMPALA's block; Espeholt et
/// al. 2018, arXiv:1802.01561, figure 3.
struct Residual {
  PictureSize picture;

  Conv2d convolution() const { return {picture, picture.channels, {.kernel = 3, .padding = 1}}; }
  Index inputs() const { return picture.size(); }
  Index outputs() const { return picture.size(); }
  std::vector<ParameterPart> parts() const;
  template <class Scalar>
  Index cache_size(Index batch) const;
  template <class Scalar>
  Index scratch_size(Index batch) const;
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;
};

}  // namespace gymkhana
