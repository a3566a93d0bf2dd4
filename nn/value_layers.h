// Layers of value functions: weights with noise that explores, and values split into state and advantage.
#pragma once

#include <vector>

#include "nn/layer.h"

namespace gymkhana {

/// y = (W + S_W o e_out e_in^T) x + b + S_b o e_out: a dense layer whose weights carry learned amounts of
/// noise; Fortunato et al. 2018, arXiv:1706.10295, equations 9 to 11 (factorised). The noise lies among the
/// parameters ("noise_in", "noise_out", its gradient is 0): whoever shares them shares it, draw_noise()
/// renews it, and a silent workspace leaves it out.
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
};

/// q(a) = v + u(a) - mean of u, for each of `atoms` numbers per action: from v (atoms) and u (actions x
/// atoms, an action's atoms side by side) below it. Wang et al. 2016, arXiv:1511.06581, equation 9.
struct Dueling {
  Index actions;
  Index atoms = 1;

  Index inputs() const { return (1 + actions) * atoms; }
  Index outputs() const { return actions * atoms; }
  std::vector<ParameterPart> parts() const { return {}; }
  template <class Scalar>
  Index cache_size(Index) const {
    return 0;
  }
  template <class Scalar>
  Index scratch_size(Index) const {
    return 0;
  }
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;
};

}  // namespace gymkhana
