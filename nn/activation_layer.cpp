#include "nn/activation_layer.h"

namespace gymkhana {

template <class Scalar>
void ActivationLayer::forward(const Pass<Scalar>& pass) const {
  activate(activation, pass.x.data(), pass.y, pass.x.size());
}

template <class Scalar>
void ActivationLayer::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar*, Scalar* d_x) const {
  if (d_x) activate_backward(activation, pass.x.data(), pass.y, d_y, d_x, pass.x.size());
}

template void ActivationLayer::forward(const Pass<float>&) const;
template void ActivationLayer::forward(const Pass<double>&) const;
template void ActivationLayer::backward(const Pass<float>&, const float*, float*, float*) const;
template void ActivationLayer::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
