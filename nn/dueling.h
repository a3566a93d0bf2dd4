// Action values from a state value and advantages.
#pragma once

#include <vector>

#include "nn/layer.h"

namespace gymkhana {

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
