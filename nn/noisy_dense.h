// A dense layer whose noise explores.
#pragma once

#include <functional>
#include <vector>

#include "nn/layer.h"

namespace gymkhana {

/// y = (W + S_W o e_out e_in^T) x + b + S_b o e_out: a dense layer whose weights carry learned amounts of
/// noise; Fortunato et al. 2018, arXiv:1706.10295, equations 9 to 11 (factorised). The noise lies among the
/// parameters ("noise_in", "noise_out", its gradient is 0): whoever shares them shares it,
/// Network::draw_noise() renews it, and a workspace without noise leaves it out.
struct NoisyDense {
  Index input_count;
  Index output_count;

  Index inputs() const { return input_count; }
  Index outputs() const { return output_count; }
  std::vector<ParameterPart> parts() const;
  template <class Scalar>
  Index cache_size(Index) const;
  template <class Scalar>
  Index scratch_size(Index batch) const;
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;

  /// New noise, into the layer's `parameters`; each call of `normal` has mean 0 and deviation 1.
  template <class Scalar>
  void draw_noise(Scalar* parameters, const std::function<double()>& normal) const;
};

}  // namespace gymkhana
