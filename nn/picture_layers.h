// Layers of pictures. A picture lies row by row, the channels of a pixel side by side (height, width,
// channels), as the worlds write it: so nothing is turned at the door, and flattening it is nothing to do.
#pragma once

#include <vector>

#include "nn/layer.h"

namespace gymkhana {

struct PictureSize {
  Index height, width, channels;

  Index size() const { return height * width * channels; }
};

/// Square windows that slide over a picture, with a margin of `padding` pixels around it.
struct Windows {
  Index kernel;
  Index stride = 1;
  Index padding = 0;

  /// Windows that fit along `length` pixels: floor((length + 2 padding - kernel) / stride) + 1.
  Index count(Index length) const { return (length + 2 * padding - kernel) / stride + 1; }
};

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
