// Pooling: one number for each window of a picture, channel by channel.
#include "nn/pooling.h"

#include <algorithm>

namespace gymkhana {
namespace {

/// The part of a window that lies within the picture, in pixels.
struct Extent {
  Index top, bottom, left, right;
};

/// Calls visit(extent, pixel of the output) for each window, row by row.
template <class Visit>
void for_each_window(const PictureSize& input, const Windows& windows, Visit&& visit) {
  const Index rows = windows.count(input.height), columns = windows.count(input.width);
  for (Index row = 0; row < rows; ++row) {
    const Index top = row * windows.stride - windows.padding;
    for (Index column = 0; column < columns; ++column) {
      const Index left = column * windows.stride - windows.padding;
      visit(Extent{std::max<Index>(top, 0), std::min(top + windows.kernel, input.height),
                   std::max<Index>(left, 0), std::min(left + windows.kernel, input.width)},
            row * columns + column);
    }
  }
}

/// Calls visit(offset of its first channel) for each pixel of an extent, row by row.
template <class Visit>
void for_each_pixel(const PictureSize& input, const Extent& extent, Visit&& visit) {
  for (Index y = extent.top; y < extent.bottom; ++y)
    for (Index x = extent.left; x < extent.right; ++x) visit((y * input.width + x) * input.channels);
}

}  // namespace

template <class Scalar>
void MaxPool::forward(const Pass<Scalar>& pass) const {
  const Index channels = input.channels;
  for (Index sample = 0; sample < pass.x.cols(); ++sample) {
    const Scalar* x = pass.x.data() + sample * input.size();
    for_each_window(input, windows, [&](const Extent& extent, Index pixel) {
      Scalar* y = pass.y + sample * outputs() + pixel * channels;
      std::copy_n(x + (extent.top * input.width + extent.left) * channels, channels, y);
      for_each_pixel(input, extent, [&](Index offset) {
        for (Index c = 0; c < channels; ++c) y[c] = std::max(y[c], x[offset + c]);
      });
    });
  }
}

template <class Scalar>
void MaxPool::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar*, Scalar* d_x) const {
  if (!d_x) return;
  std::fill_n(d_x, pass.x.size(), Scalar(0));
  for (Index sample = 0; sample < pass.x.cols(); ++sample) {
    const Scalar* x = pass.x.data() + sample * input.size();
    for_each_window(input, windows, [&](const Extent& extent, Index pixel) {
      const Index out = sample * outputs() + pixel * input.channels;
      for (Index c = 0; c < input.channels; ++c) {
        Index largest = -1;
        for_each_pixel(input, extent, [&](Index offset) {
          if (largest < 0 && x[offset + c] == pass.y[out + c]) largest = offset + c;
        });
        if (largest >= 0) d_x[sample * input.size() + largest] += d_y[out + c];  // NaN equals nothing
      }
    });
  }
}

template <class Scalar>
void AveragePool::forward(const Pass<Scalar>& pass) const {
  const Index channels = input.channels;
  const Scalar share = Scalar(1) / static_cast<Scalar>(windows.kernel * windows.kernel);
  for (Index sample = 0; sample < pass.x.cols(); ++sample) {
    const Scalar* x = pass.x.data() + sample * input.size();
    for_each_window(input, windows, [&](const Extent& extent, Index pixel) {
      Scalar* y = pass.y + sample * outputs() + pixel * channels;
      std::fill_n(y, channels, Scalar(0));
      for_each_pixel(input, extent, [&](Index offset) {
        for (Index c = 0; c < channels; ++c) y[c] += share * x[offset + c];
      });
    });
  }
}

template <class Scalar>
void AveragePool::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar*, Scalar* d_x) const {
  if (!d_x) return;
  const Index channels = input.channels;
  const Scalar share = Scalar(1) / static_cast<Scalar>(windows.kernel * windows.kernel);
  std::fill_n(d_x, pass.x.size(), Scalar(0));
  for (Index sample = 0; sample < pass.x.cols(); ++sample, d_x += input.size(), d_y += outputs())
    for_each_window(input, windows, [&](const Extent& extent, Index pixel) {
      for_each_pixel(input, extent, [&](Index offset) {
        for (Index c = 0; c < channels; ++c) d_x[offset + c] += share * d_y[pixel * channels + c];
      });
    });
}

template void MaxPool::forward(const Pass<float>&) const;
template void MaxPool::forward(const Pass<double>&) const;
template void MaxPool::backward(const Pass<float>&, const float*, float*, float*) const;
template void MaxPool::backward(const Pass<double>&, const double*, double*, double*) const;
template void AveragePool::forward(const Pass<float>&) const;
template void AveragePool::forward(const Pass<double>&) const;
template void AveragePool::backward(const Pass<float>&, const float*, float*, float*) const;
template void AveragePool::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
