// Pooling: one number for each window of a picture, channel by channel.
#pragma once

#include <vector>

#include "nn/layer.h"
#include "nn/picture.h"

namespace gymkhana {

/// One number for each window of a picture, channel by channel.
struct Pool {
  PictureSize input;
  Windows windows;

  PictureSize output() const {
    return {windows.count(input.height), windows.count(input.width), input.channels};
  }
  Index inputs() const { return input.size(); }
  Index outputs() const { return output().size(); }
  std::vector<ParameterPart> parts() const { return {}; }
  template <class Scalar>
  Index cache_size(Index) const {
    return 0;
  }
  template <class Scalar>
  Index scratch_size(Index) const {
    return 0;
  }
};

/// The largest number of each window; the margin never counts. Of equals the first has the gradient.
struct MaxPool : Pool {
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;
};

/// The mean of each window, the margin counting as zeros (torch.nn.AvgPool2d).
struct AveragePool : Pool {
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;
};

}  // namespace gymkhana
