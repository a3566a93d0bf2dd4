// What every layer is made of: its parameters, and its share of a pass through the network.
#pragma once

#include <string>
#include <vector>

#include "nn/matrix.h"

namespace gymkhana {

/// One array of a layer's parameters; a layer's parts lie one after another, row-major as in PyTorch.
struct ParameterPart {
  std::string name;          ///< PyTorch's: "weight", "bias"
  std::vector<Index> shape;  ///< as in PyTorch: {outputs, inputs} for the weight of a dense layer
  double initial = 0;        ///< value in a new network

  Index size() const;
};

/// One layer's share of a pass through the network. Nothing here owns memory.
template <class Scalar>
struct Pass {
  const Scalar* parameters;
  ConstColumns<Scalar> x;  ///< inputs x batch
  Scalar* y;               ///< outputs x batch: forward writes it, backward reads it
  Scalar* cache;           ///< cache_size(batch) numbers, kept from forward to backward
  Scalar* scratch;         ///< scratch_size(batch) numbers for use during a call
  bool noise = true;       ///< whether noisy layers use their noise
  /// A Dense layer's weights as Dense::pack laid them out; null: not done, or another layer.
  const Scalar* packed = nullptr;
};

// Every layer has these members; Layer in layers.h is the list of them.
//   Index inputs() const, outputs() const            numbers per sample
//   std::vector<ParameterPart> parts() const
//   Index cache_size<Scalar>(batch) const, scratch_size<Scalar>(batch) const
//   void forward(const Pass<Scalar>&) const
//   void backward(const Pass<Scalar>&, d_y, gradient, d_x) const
//     d_y: dL/dy, outputs x batch; adds dL/dparameters to `gradient` unless null; writes dL/dx (inputs x
//     batch) to `d_x` unless null. d_x never overlaps d_y.

}  // namespace gymkhana
