#include "nn/dueling.h"

namespace gymkhana {

template <class Scalar>
void Dueling::forward(const Pass<Scalar>& pass) const {
  for (Index sample = 0; sample < pass.x.cols(); ++sample) {
    const Scalar* value = pass.x.data() + sample * inputs();
    const Scalar* advantages = value + atoms;
    Scalar* y = pass.y + sample * outputs();
    for (Index z = 0; z < atoms; ++z) {
      Scalar sum = 0;
      for (Index a = 0; a < actions; ++a) sum += advantages[a * atoms + z];
      const Scalar shift = value[z] - sum / static_cast<Scalar>(actions);
      for (Index a = 0; a < actions; ++a) y[a * atoms + z] = advantages[a * atoms + z] + shift;
    }
  }
}

template <class Scalar>
void Dueling::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar*, Scalar* d_x) const {
  if (!d_x) return;
  for (Index sample = 0; sample < pass.x.cols(); ++sample, d_y += outputs(), d_x += inputs()) {
    for (Index z = 0; z < atoms; ++z) {
      Scalar sum = 0;
      for (Index a = 0; a < actions; ++a) sum += d_y[a * atoms + z];
      d_x[z] = sum;
      for (Index a = 0; a < actions; ++a)
        d_x[(1 + a) * atoms + z] = d_y[a * atoms + z] - sum / static_cast<Scalar>(actions);
    }
  }
}

template void Dueling::forward(const Pass<float>&) const;
template void Dueling::forward(const Pass<double>&) const;
template void Dueling::backward(const Pass<float>&, const float*, float*, float*) const;
template void Dueling::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
