// The layers: shapes without numbers of their own, forward beside backward.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "nn/activation.h"
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
};

// Every layer has these members; Layer below is the list of them.
//   Index inputs() const, outputs() const            numbers per sample
//   std::vector<ParameterPart> parts() const
//   Index cache_size<Scalar>(batch) const, scratch_size<Scalar>(batch) const
//   void forward(const Pass<Scalar>&) const
//   void backward(const Pass<Scalar>&, d_y, gradient, d_x) const
//     d_y: dL/dy, outputs x batch; adds dL/dparameters to `gradient` unless null; writes dL/dx (inputs x
//     batch) to `d_x` unless null. d_x never overlaps d_y.

/// y = W x + b.
struct Dense {
  Index input_count;
  Index output_count;

  Index inputs() const { return input_count; }
  Index outputs() const { return output_count; }
  std::vector<ParameterPart> parts() const;
  template <class Scalar>
  Index cache_size(Index) const {
    return 0;
  }
  template <class Scalar>
  Index scratch_size(Index batch) const;
  template <class Scalar>
  void forward(const Pass<Scalar>& pass) const;
  template <class Scalar>
  void backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const;
};

/// y = f(x), number by number.
struct ActivationLayer {
  Activation activation;
  Index size;

  Index inputs() const { return size; }
  Index outputs() const { return size; }
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

/// y = w (x - mean) / sqrt(variance + 1e-5) + b over each sample's numbers; Ba et al. 2016, arXiv:1607.06450.
struct LayerNorm {
  Index size;

  Index inputs() const { return size; }
  Index outputs() const { return size; }
  std::vector<ParameterPart> parts() const;
  template <class Scalar>
  Index cache_size(Index batch) const {
    return (size + 1) * batch;
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

/// A closed set, so that a network is a value: copied, compared and dispatched without virtual calls.
using Layer = std::variant<Dense, ActivationLayer, LayerNorm>;

}  // namespace gymkhana
