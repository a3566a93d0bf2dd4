// A dense layer whose weights are made anew by each pass from means, amounts and noise.
#include "nn/noisy_dense.h"

#include <algorithm>
#include <cmath>

#include "nn/dense.h"

namespace gymkhana {
namespace {

/// The parts of a noisy layer's parameters (or, laid out alike, of their gradient).
template <class Number>
struct NoisyParts {
  NoisyParts(const NoisyDense& layer, Number* parameters)
      : mean(parameters),
        sigma(mean + layer.output_count * (layer.input_count + 1)),
        noise_in(sigma + layer.output_count * (layer.input_count + 1)),
        noise_out(noise_in + layer.input_count) {}

  Number *mean, *sigma;  ///< weights, row-major, then biases
  Number *noise_in, *noise_out;
};

/// Calls each(i, noise of number i) for weights and biases in order.
template <class Scalar, class Each>
void for_each_noise(const NoisyDense& layer, const NoisyParts<const Scalar>& parts, Each&& each) {
  Index i = 0;
  for (Index out = 0; out < layer.output_count; ++out)
    for (Index in = 0; in < layer.input_count; ++in, ++i) each(i, parts.noise_out[out] * parts.noise_in[in]);
  for (Index out = 0; out < layer.output_count; ++out, ++i) each(i, parts.noise_out[out]);
}

Index number_count(const NoisyDense& layer) {
  return layer.output_count * (layer.input_count + 1);
}

Dense plain(const NoisyDense& layer) {
  return {layer.input_count, layer.output_count};
}

/// The pass of a dense layer whose weights are those in use: with noise they lie in the cache.
template <class Scalar>
Pass<Scalar> plain_pass(const Pass<Scalar>& pass, Scalar* scratch) {
  Pass<Scalar> plain = pass;
  if (pass.noise) plain.parameters = pass.cache;
  plain.scratch = scratch;
  return plain;
}

}  // namespace

std::vector<ParameterPart> NoisyDense::parts() const {
  const double sigma = 0.5 / std::sqrt(static_cast<double>(input_count));  // section 3.2
  return {{"weight", {output_count, input_count}},
          {"bias", {output_count}},
          {"weight_sigma", {output_count, input_count}, sigma},
          {"bias_sigma", {output_count}, sigma},
          {"noise_in", {input_count}},
          {"noise_out", {output_count}}};
}

template <class Scalar>
Index NoisyDense::cache_size(Index) const {
  return number_count(*this);
}

template <class Scalar>
Index NoisyDense::scratch_size(Index batch) const {
  return plain(*this).scratch_size<Scalar>(batch) + number_count(*this);
}

template <class Scalar>
void NoisyDense::forward(const Pass<Scalar>& pass) const {
  const NoisyParts<const Scalar> parts(*this, pass.parameters);
  if (pass.noise)
    for_each_noise<Scalar>(
        *this, parts, [&](Index i, Scalar noise) { pass.cache[i] = parts.mean[i] + parts.sigma[i] * noise; });
  plain(*this).forward(plain_pass(pass, pass.scratch));
}

template <class Scalar>
void NoisyDense::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const {
  Scalar* d = pass.scratch;  // dL/d(weights and biases in use)
  std::fill_n(d, number_count(*this), Scalar(0));
  plain(*this).backward(plain_pass(pass, d + number_count(*this)), d_y, gradient ? d : nullptr, d_x);
  if (!gradient) return;
  const NoisyParts<const Scalar> parts(*this, pass.parameters);
  const NoisyParts<Scalar> to(*this, gradient);
  for (Index i = 0; i < number_count(*this); ++i) to.mean[i] += d[i];
  if (pass.noise)
    for_each_noise<Scalar>(*this, parts, [&](Index i, Scalar noise) { to.sigma[i] += d[i] * noise; });
}

template <class Scalar>
void NoisyDense::draw_noise(Scalar* parameters, const std::function<double()>& normal) const {
  const NoisyParts<Scalar> parts(*this, parameters);
  for (Scalar* to = parts.noise_in; to < parts.noise_out + output_count; ++to) {
    const double x = normal();
    *to = static_cast<Scalar>(std::copysign(std::sqrt(std::abs(x)), x));  // f in equation 11
  }
}

template Index NoisyDense::cache_size<float>(Index) const;
template Index NoisyDense::cache_size<double>(Index) const;
template Index NoisyDense::scratch_size<float>(Index) const;
template Index NoisyDense::scratch_size<double>(Index) const;
template void NoisyDense::forward(const Pass<float>&) const;
template void NoisyDense::forward(const Pass<double>&) const;
template void NoisyDense::backward(const Pass<float>&, const float*, float*, float*) const;
template void NoisyDense::backward(const Pass<double>&, const double*, double*, double*) const;
template void NoisyDense::draw_noise(float*, const std::function<double()>&) const;
template void NoisyDense::draw_noise(double*, const std::function<double()>&) const;

}  // namespace gymkhana
