// The list of all layers.
#pragma once

#include <variant>

#include "nn/activation_layer.h"
#include "nn/conv2d.h"
#include "nn/dense.h"
#include "nn/dueling.h"
#include "nn/layer_norm.h"
#include "nn/noisy_dense.h"
#include "nn/pooling.h"
#include "nn/residual.h"

namespace gymkhana {

/// A closed set, so that a network is a value: copied, compared and dispatched without virtual calls.
using Layer = std::variant<Dense, ActivationLayer, LayerNorm, Conv2d, MaxPool, AveragePool, Residual,
                           NoisyDense, Dueling>;

}  // namespace gymkhana
