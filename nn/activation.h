// Activation functions: each value beside its derivative.
#pragma once

#include <string>
#include <string_view>

#include "nn/matrix.h"

namespace gymkhana {

enum class Activation {
  identity,
  tanh,
  relu,
  silu,  ///< x sigmoid(x), also called swish
  gelu,  ///< by tanh, as GPT-2: torch.nn.GELU(approximate="tanh"); Hendrycks and Gimpel, arXiv:1606.08415
};

/// "tanh" and so on.
std::string name_of(Activation activation);
/// The activation of that name; Error lists the names.
Activation parse_activation(std::string_view name);

/// y[i] = f(x[i]) for `count` numbers; x and y may be the same. NaN gives NaN.
template <class Scalar>
void activate(Activation activation, const Scalar* x, Scalar* y, Index count);

/// d_x[i] = d_y[i] f'(x[i]), where y[i] = f(x[i]) is given too; d_x and d_y may be the same.
template <class Scalar>
void activate_backward(Activation activation, const Scalar* x, const Scalar* y, const Scalar* d_y,
                       Scalar* d_x, Index count);

}  // namespace gymkhana
