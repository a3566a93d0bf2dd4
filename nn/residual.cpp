// The residual block, as two convolutions between two rectifiers.
#include "nn/residual.h"

#include "nn/activation.h"

namespace gymkhana {
namespace {

/// What a block keeps from forward to backward, in this order: relu(x), the first convolution's output, its
/// relu, and the convolutions' own caches.
template <class Scalar>
struct Memory {
  Memory(const Residual& block, const Pass<Scalar>& pass)
      : numbers(pass.x.size()),
        first_input(pass.cache),
        first_output(first_input + numbers),
        second_input(first_output + numbers),
        first_cache(second_input + numbers),
        second_cache(first_cache + block.convolution().cache_size<Scalar>(pass.x.cols())) {}

  Index numbers;
  Scalar *first_input, *first_output, *second_input, *first_cache, *second_cache;
};

template <class Scalar>
Pass<Scalar> first_pass(const Pass<Scalar>& pass, const Memory<Scalar>& m, Scalar* scratch) {
  return {
      pass.parameters, {m.first_input, pass.x.rows(), pass.x.cols()}, m.first_output, m.first_cache, scratch};
}

template <class Scalar>
Pass<Scalar> second_pass(const Residual& block, const Pass<Scalar>& pass, const Memory<Scalar>& m,
                         Scalar* scratch) {
  const Scalar* parameters = pass.parameters + block.convolution().parameter_count();
  return {parameters, {m.second_input, pass.x.rows(), pass.x.cols()}, pass.y, m.second_cache, scratch};
}

}  // namespace

std::vector<ParameterPart> Residual::parts() const {
  std::vector<ParameterPart> all;
  for (const char* prefix : {"0.", "1."})
    for (ParameterPart part : convolution().parts()) {
      part.name = prefix + part.name;
      all.push_back(std::move(part));
    }
  return all;
}

template <class Scalar>
Index Residual::cache_size(Index batch) const {
  return 3 * picture.size() * batch + 2 * convolution().cache_size<Scalar>(batch);
}

template <class Scalar>
Index Residual::scratch_size(Index batch) const {
  return picture.size() * batch + convolution().scratch_size<Scalar>(batch);
}

template <class Scalar>
void Residual::forward(const Pass<Scalar>& pass) const {
  const Memory<Scalar> m(*this, pass);
  activate(Activation::relu, pass.x.data(), m.first_input, m.numbers);
  convolution().forward(first_pass(pass, m, pass.scratch));
  activate(Activation::relu, m.first_output, m.second_input, m.numbers);
  convolution().forward(second_pass(*this, pass, m, pass.scratch));
  for (Index i = 0; i < m.numbers; ++i) pass.y[i] += pass.x.data()[i];
}

template <class Scalar>
void Residual::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const {
  const Memory<Scalar> m(*this, pass);
  Scalar *d = pass.scratch, *rest = pass.scratch + m.numbers;
  Scalar* second_gradient = gradient ? gradient + convolution().parameter_count() : nullptr;
  convolution().backward(second_pass(*this, pass, m, rest), d_y, second_gradient, d);
  activate_backward(Activation::relu, m.first_output, m.second_input, d, d, m.numbers);
  convolution().backward(first_pass(pass, m, rest), d, gradient, d_x);
  if (!d_x) return;
  activate_backward(Activation::relu, pass.x.data(), m.first_input, d_x, d_x, m.numbers);
  for (Index i = 0; i < m.numbers; ++i) d_x[i] += d_y[i];
}

template Index Residual::cache_size<float>(Index) const;
template Index Residual::cache_size<double>(Index) const;
template Index Residual::scratch_size<float>(Index) const;
template Index Residual::scratch_size<double>(Index) const;
template void Residual::forward(const Pass<float>&) const;
template void Residual::forward(const Pass<double>&) const;
template void Residual::backward(const Pass<float>&, const float*, float*, float*) const;
template void Residual::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
