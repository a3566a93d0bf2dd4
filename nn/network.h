// A sequence of layers over one flat array of parameters.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "nn/layers.h"
#include "nn/matrix.h"

namespace gymkhana {

template <class Scalar>
class Network;

/// Numbers that their owner keeps itself, or keeps in a longer array of somebody else's. A copy keeps its
/// own.
template <class Scalar>
class FlatArray {
 public:
  explicit FlatArray(Index size) : own_(size), place_(own_.data()), size_(size) {}
  FlatArray(const FlatArray& other) : own_(other.view()), place_(own_.data()), size_(other.size_) {}
  FlatArray(FlatArray&&) noexcept = default;
  FlatArray& operator=(const FlatArray& other) { return *this = FlatArray(other); }
  FlatArray& operator=(FlatArray&&) noexcept = default;

  Eigen::Map<Vector<Scalar>> view() { return {place_, size_}; }
  Eigen::Map<const Vector<Scalar>> view() const { return {place_, size_}; }
  /// Moves the numbers to `place`, which outlives this.
  void move_to(Scalar* place) {
    std::copy_n(place_, size_, place);
    own_.resize(0);
    place_ = place;
  }

 private:
  Vector<Scalar> own_;
  Scalar* place_;
  Index size_;
};

/// What passes through a network leave behind, for up to `max_batch` samples. Every thread has its own; the
/// parameters are shared. Serves any network of the same layers.
template <class Scalar>
class Workspace {
 public:
  Workspace(const Network<Scalar>& network, Index max_batch);

  Index max_batch() const { return max_batch_; }
  /// Whether passes use the noise of noisy layers, as they do at first.
  void set_noise(bool noise) { noise_ = noise; }

 private:
  friend class Network<Scalar>;

  Index max_batch_;
  std::vector<Vector<Scalar>> outputs_;  // of each layer, from the last forward pass
  std::vector<Vector<Scalar>> caches_;   // of each layer
  Vector<Scalar> gradients_[2];          // dL/d(output) of neighbouring layers, in turns
  Vector<Scalar> scratch_;
  const Scalar* input_ = nullptr;  // of the last forward pass: backward reads it again
  Index batch_ = 0;
  bool noise_ = true;
};

/// Where one array of a network's parameters lies: size() numbers from `offset` on.
struct NamedParameter {
  std::string name;          ///< as in torch.nn.Sequential: "0.weight", "0.bias", "2.weight"
  std::vector<Index> shape;  ///< row-major
  Index offset;
  Index size;
};

/// A value: a copy is a network of its own, such as a target network. Nothing allocates in a pass.
template <class Scalar>
class Network {
 public:
  /// Parameters are 0, scales of normalisations 1; see init.h. Error when a layer does
  /// not take what the one before it gives.
  explicit Network(std::vector<Layer> layers);

  Index inputs() const;
  Index outputs() const;
  const std::vector<Layer>& layers() const { return layers_; }

  Eigen::Map<const Vector<Scalar>> parameters() const { return parameters_.view(); }
  /// To change them, before the next pack().
  Eigen::Map<Vector<Scalar>> mutable_parameters() {
    is_packed_ = false;
    return parameters_.view();
  }
  /// Moves the parameters to `place` in a longer array, as networks that are trained together have one. The
  /// array outlives the network; a copy of the network has parameters of its own. Who changes them there
  /// calls mutable_parameters() before the next pack().
  void move_parameters_to(Scalar* place) { parameters_.move_to(place); }
  /// Lays out the weights of dense layers as products want them, once for all passes until they are
  /// changed; without it each pass does so. The bits of a pass are the same. initialize_*()
  /// and load() leave them packed.
  void pack();
  /// New noise for all NoisyDense layers; each call of `normal` has mean 0 and deviation 1. Noise is not
  /// packed, so that this needs no new pack().
  void draw_noise(const std::function<double()>& normal);
  /// Where the parameters of layers()[layer] begin.
  Index offset(std::size_t layer) const { return offsets_[layer]; }
  std::vector<NamedParameter> named_parameters() const;

  /// outputs x batch from x (inputs x batch, at most the workspace's max_batch), valid until the next pass in
  /// this workspace. x is not copied: it must still be there, unchanged, when backward is called. A sample's
  /// output does not depend on the batch that it is part of.
  ConstMatrixMap<Scalar> forward(ConstColumns<Scalar> x, Workspace<Scalar>& workspace) const;

  /// After forward in the same workspace: adds dL/dparameters to `gradient`, laid out like parameters(),
  /// given d_output = dL/d(output), outputs x batch. May be called again for another loss of the same pass.
  void backward(ConstColumns<Scalar> d_output, Workspace<Scalar>& workspace,
                VectorRef<Scalar> gradient) const;
  /// The same, and returns dL/dx, inputs x batch, valid until the next pass in this workspace.
  ConstMatrixMap<Scalar> backward_to_input(ConstColumns<Scalar> d_output, Workspace<Scalar>& workspace,
                                           VectorRef<Scalar> gradient) const;
  /// Only dL/dx.
  ConstMatrixMap<Scalar> input_gradient(ConstColumns<Scalar> d_output, Workspace<Scalar>& workspace) const;

  /// The same network with other numbers: Network<double> for gradient checks.
  template <class Other>
  Network<Other> cast() const {
    Network<Other> other(layers_);
    other.mutable_parameters() = parameters().template cast<Other>();
    return other;
  }

 private:
  Pass<Scalar> pass(std::size_t layer, Workspace<Scalar>& workspace) const;
  ConstMatrixMap<Scalar> propagate(ConstColumns<Scalar> d_output, Workspace<Scalar>& workspace,
                                   Scalar* gradient, bool to_input) const;

  std::vector<Layer> layers_;
  std::vector<Index> offsets_;
  FlatArray<Scalar> parameters_;
  std::vector<Index> packed_offsets_;
  Vector<Scalar> packed_;
  bool is_packed_ = false;
};

/// Dense layers of the sizes `hidden`, each followed by `activation`, then one of `outputs` followed by
/// `output_activation`.
template <class Scalar>
Network<Scalar> mlp(Index inputs, const std::vector<Index>& hidden, Activation activation, Index outputs,
                    Activation output_activation = Activation::identity);

}  // namespace gymkhana
