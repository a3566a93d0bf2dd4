// Layers that work number by number or sample by sample; Dense has a file of its own.
#include "nn/layers.h"

#include <cmath>
#include <functional>
#include <numeric>

namespace gymkhana {
namespace {

constexpr double layer_norm_epsilon = 1e-5;  // PyTorch's

/// Sum of a[i] b[i] in a fixed order, eight running sums wide so that it vectorises.
template <class Scalar>
Scalar dot(const Scalar* a, const Scalar* b, Index count) {
  Scalar sums[8] = {};
  for (Index i = 0; i < count; ++i) sums[i % 8] += a[i] * b[i];
  return std::accumulate(sums, sums + 8, Scalar(0));
}

template <class Scalar>
Scalar mean(const Scalar* values, Index count) {
  Scalar sums[8] = {};
  for (Index i = 0; i < count; ++i) sums[i % 8] += values[i];
  return std::accumulate(sums, sums + 8, Scalar(0)) / static_cast<Scalar>(count);
}

}  // namespace

Index ParameterPart::size() const {
  return std::accumulate(shape.begin(), shape.end(), Index{1}, std::multiplies<>());
}

template <class Scalar>
void ActivationLayer::forward(const Pass<Scalar>& pass) const {
  activate(activation, pass.x.data(), pass.y, pass.x.size());
}

template <class Scalar>
void ActivationLayer::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar*, Scalar* d_x) const {
  if (d_x) activate_backward(activation, pass.x.data(), pass.y, d_y, d_x, pass.x.size());
}

std::vector<ParameterPart> LayerNorm::parts() const {
  return {{"weight", {size}, 1}, {"bias", {size}}};
}

template <class Scalar>
void LayerNorm::forward(const Pass<Scalar>& pass) const {
  const Scalar* weight = pass.parameters;
  const Scalar* bias = weight + size;
  const Index samples = groups * pass.x.cols();
  Scalar* scales = pass.cache + size * samples;  // after the normalised groups: 1 / deviation of each
  for (Index sample = 0; sample < samples; ++sample) {
    const Scalar* x = pass.x.data() + sample * size;
    Scalar* normalised = pass.cache + sample * size;
    Scalar* y = pass.y + sample * size;
    const Scalar center = mean(x, size);
    for (Index i = 0; i < size; ++i) normalised[i] = x[i] - center;
    const Scalar variance = dot(normalised, normalised, size) / static_cast<Scalar>(size);
    scales[sample] = 1 / std::sqrt(variance + static_cast<Scalar>(layer_norm_epsilon));
    for (Index i = 0; i < size; ++i) {
      normalised[i] *= scales[sample];
      y[i] = weight[i] * normalised[i] + bias[i];
    }
  }
}

template <class Scalar>
void LayerNorm::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const {
  const Scalar* weight = pass.parameters;
  const Index samples = groups * pass.x.cols();
  const Scalar* scales = pass.cache + size * samples;
  for (Index sample = 0; sample < samples; ++sample, d_y += size) {
    const Scalar* normalised = pass.cache + sample * size;
    if (gradient) {
      for (Index i = 0; i < size; ++i) gradient[i] += d_y[i] * normalised[i];
      for (Index i = 0; i < size; ++i) gradient[size + i] += d_y[i];
    }
    if (d_x) {
      // With g = w d_y and n the normalised sample: dL/dx = (g - mean(g) - n mean(g n)) / deviation.
      Scalar* d = d_x + sample * size;
      for (Index i = 0; i < size; ++i) d[i] = weight[i] * d_y[i];
      const Scalar shift = mean(d, size), tilt = dot(d, normalised, size) / static_cast<Scalar>(size);
      for (Index i = 0; i < size; ++i) d[i] = (d[i] - shift - normalised[i] * tilt) * scales[sample];
    }
  }
}

template void ActivationLayer::forward(const Pass<float>&) const;
template void ActivationLayer::forward(const Pass<double>&) const;
template void ActivationLayer::backward(const Pass<float>&, const float*, float*, float*) const;
template void ActivationLayer::backward(const Pass<double>&, const double*, double*, double*) const;
template void LayerNorm::forward(const Pass<float>&) const;
template void LayerNorm::forward(const Pass<double>&) const;
template void LayerNorm::backward(const Pass<float>&, const float*, float*, float*) const;
template void LayerNorm::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
