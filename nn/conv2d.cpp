// Convolutions and their derivatives.
#include "nn/conv2d.h"

#include <algorithm>

#include "nn/convolution.h"
#include "nn/product.h"

namespace gymkhana {
namespace {

/// The input with its margins: what the patches are cut from.
PictureSize framed(const Conv2d& layer) {
  return {layer.input.height + 2 * layer.windows.padding, layer.input.width + 2 * layer.windows.padding,
          layer.input.channels};
}

Index weight_count(const Conv2d& layer) {
  return layer.filters * layer.patch();
}

template <class Scalar>
Patches<Scalar> patches_of(const Conv2d& layer, const Scalar* pictures, Index batch) {
  const PictureSize frame = framed(layer), grid = layer.output();
  const Index row = frame.width * frame.channels;
  return {.pictures = pictures,
          .batch = batch,
          .picture = frame.size(),
          .row = row,
          .grid_rows = grid.height,
          .grid_columns = grid.width,
          .down = layer.windows.stride * row,
          .across = layer.windows.stride * frame.channels,
          .runs = layer.windows.kernel,
          .run = layer.windows.kernel * frame.channels};
}

/// Calls row(in the input, in the frame) with the offsets of each row of a picture.
template <class Row>
void for_each_row(const Conv2d& layer, Row&& row) {
  const Index width = framed(layer).width * layer.input.channels;
  const Index margin = layer.windows.padding * (width + layer.input.channels);
  for (Index y = 0; y < layer.input.height; ++y)
    row(y * layer.input.width * layer.input.channels, margin + y * width);
}

template <class Scalar>
void frame(const Conv2d& layer, const Scalar* x, Index batch, Scalar* framed_x) {
  const Index inner = layer.input.size(), outer = framed(layer).size();
  std::fill_n(framed_x, outer * batch, Scalar(0));
  for (Index sample = 0; sample < batch; ++sample, x += inner, framed_x += outer)
    for_each_row(layer, [&](Index from, Index to) {
      std::copy_n(x + from, layer.input.width * layer.input.channels, framed_x + to);
    });
}

/// Adds the gradients of a picture's patches (numbers of a patch x patches) where the patches were cut.
template <class Scalar>
void add_patches(const Patches<Scalar>& patches, const Scalar* d_patches, Scalar* d_picture) {
  for (Index patch = 0; patch < patches.grid(); ++patch) {
    Scalar* to = d_picture + (patches.at(patch) - patches.pictures);
    for (Index r = 0; r < patches.runs; ++r, d_patches += patches.run)
      for (Index i = 0; i < patches.run; ++i) to[r * patches.row + i] += d_patches[i];
  }
}

}  // namespace

std::vector<ParameterPart> Conv2d::parts() const {
  return {{"weight", {filters, windows.kernel, windows.kernel, input.channels}}, {"bias", {filters}}};
}

template <class Scalar>
Index Conv2d::cache_size(Index batch) const {
  return windows.padding > 0 ? framed(*this).size() * batch : 0;
}

template <class Scalar>
Index Conv2d::scratch_size(Index) const {
  const Index grid = output().height * output().width;
  return std::max(convolution_scratch<Scalar>(filters, patch()),
                  product_scratch<Scalar>() + grid * patch() + framed(*this).size());
}

template <class Scalar>
void Conv2d::forward(const Pass<Scalar>& pass) const {
  const Index batch = pass.x.cols();
  if (windows.padding > 0) frame(*this, pass.x.data(), batch, pass.cache);
  const Scalar* pictures = windows.padding > 0 ? pass.cache : pass.x.data();
  convolve(patches_of(*this, pictures, batch), filters, pass.parameters,
           pass.parameters + weight_count(*this), pass.y, pass.scratch);
}

template <class Scalar>
void Conv2d::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const {
  const Index batch = pass.x.cols(), numbers = patch();
  const Patches<Scalar> patches = patches_of(*this, windows.padding > 0 ? pass.cache : pass.x.data(), batch);
  if (gradient) {
    add_filter_gradient(patches, filters, d_y, gradient, pass.scratch);
    Scalar* d_bias = gradient + weight_count(*this);
    for (Index i = 0; i < patches.count() * filters; i += filters)
      for (Index filter = 0; filter < filters; ++filter) d_bias[filter] += d_y[i + filter];
  }
  if (!d_x) return;
  Scalar* d_patches = pass.scratch + product_scratch<Scalar>();
  Scalar* d_frame = d_patches + patches.grid() * numbers;
  for (Index sample = 0; sample < batch; ++sample, d_y += patches.grid() * filters, d_x += input.size()) {
    multiply<Scalar>(numbers, patches.grid(), filters, {pass.parameters, 1, numbers}, {d_y, 1, filters}, {},
                     d_patches, pass.scratch);
    std::fill_n(d_frame, patches.picture, Scalar(0));
    add_patches(patches, d_patches, d_frame);
    for_each_row(*this, [&](Index to, Index from) {
      std::copy_n(d_frame + from, input.width * input.channels, d_x + to);
    });
  }
}

template Index Conv2d::cache_size<float>(Index) const;
template Index Conv2d::cache_size<double>(Index) const;
template Index Conv2d::scratch_size<float>(Index) const;
template Index Conv2d::scratch_size<double>(Index) const;
template void Conv2d::forward(const Pass<float>&) const;
template void Conv2d::forward(const Pass<double>&) const;
template void Conv2d::backward(const Pass<float>&, const float*, float*, float*) const;
template void Conv2d::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
