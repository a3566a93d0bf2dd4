// Passes through the layers, with all that they leave behind in the workspace.
#include "nn/network.h"

#include <algorithm>
#include <fmt/core.h>

#include "base/error.h"

namespace gymkhana {
namespace {

Index inputs_of(const Layer& layer) {
  return std::visit([](const auto& each) { return each.inputs(); }, layer);
}

Index outputs_of(const Layer& layer) {
  return std::visit([](const auto& each) { return each.outputs(); }, layer);
}

std::vector<ParameterPart> parts_of(const Layer& layer) {
  return std::visit([](const auto& each) { return each.parts(); }, layer);
}

void check_rows(const char* what, Index rows, Index expected) {
  if (rows != expected)
    throw Error(fmt::format("{} has {} rows, but the network wants {}", what, rows, expected));
}

}  // namespace

template <class Scalar>
Workspace<Scalar>::Workspace(const Network<Scalar>& network, Index max_batch) : max_batch_(max_batch) {
  Index widest = network.inputs(), scratch = 0;
  for (const Layer& layer : network.layers()) {
    outputs_.emplace_back(outputs_of(layer) * max_batch);
    caches_.emplace_back(
        std::visit([&](const auto& each) { return each.template cache_size<Scalar>(max_batch); }, layer));
    widest = std::max(widest, outputs_of(layer));
    scratch = std::max(
        scratch,
        std::visit([&](const auto& each) { return each.template scratch_size<Scalar>(max_batch); }, layer));
  }
  for (Vector<Scalar>& gradient : gradients_) gradient.resize(widest * max_batch);
  scratch_.resize(scratch);
}

template <class Scalar>
Network<Scalar>::Network(std::vector<Layer> layers) : layers_(std::move(layers)), parameters_(0) {
  fix_eigen_blocking();
  if (layers_.empty()) throw Error("a network needs at least one layer");
  for (std::size_t i = 1; i < layers_.size(); ++i)
    if (inputs_of(layers_[i]) != outputs_of(layers_[i - 1]))
      throw Error(fmt::format("layer {} takes {} inputs, but layer {} gives {}", i, inputs_of(layers_[i]),
                              i - 1, outputs_of(layers_[i - 1])));
  Index size = 0, packed = 0;
  for (const Layer& layer : layers_) {
    offsets_.push_back(size);
    for (const ParameterPart& part : parts_of(layer)) size += part.size();
    packed_offsets_.push_back(packed);
    if (const Dense* dense = std::get_if<Dense>(&layer)) packed += dense->packed_size<Scalar>();
  }
  parameters_ = FlatArray<Scalar>(size);
  packed_.resize(packed);
  Index next = 0;
  for (const Layer& layer : layers_) {
    for (const ParameterPart& part : parts_of(layer)) {
      parameters_.view().segment(next, part.size()).setConstant(static_cast<Scalar>(part.initial));
      next += part.size();
    }
  }
}

template <class Scalar>
Index Network<Scalar>::inputs() const {
  return inputs_of(layers_.front());
}

template <class Scalar>
Index Network<Scalar>::outputs() const {
  return outputs_of(layers_.back());
}

template <class Scalar>
std::vector<NamedParameter> Network<Scalar>::named_parameters() const {
  std::vector<NamedParameter> named;
  Index offset = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    for (const ParameterPart& part : parts_of(layers_[i])) {
      named.push_back({fmt::format("{}.{}", i, part.name), part.shape, offset, part.size()});
      offset += part.size();
    }
  }
  return named;
}

template <class Scalar>
void Network<Scalar>::pack() {
  if (is_packed_) return;
  for (std::size_t i = 0; i < layers_.size(); ++i)
    if (const Dense* dense = std::get_if<Dense>(&layers_[i]))
      dense->pack<Scalar>(parameters().data() + offsets_[i], packed_.data() + packed_offsets_[i]);
  is_packed_ = true;
}

template <class Scalar>
void Network<Scalar>::draw_noise(const std::function<double()>& normal) {
  for (std::size_t i = 0; i < layers_.size(); ++i)
    if (const NoisyDense* noisy = std::get_if<NoisyDense>(&layers_[i]))
      noisy->draw_noise(parameters_.view().data() + offsets_[i], normal);
}

template <class Scalar>
Pass<Scalar> Network<Scalar>::pass(std::size_t layer, Workspace<Scalar>& workspace) const {
  const Scalar* x = layer == 0 ? workspace.input_ : workspace.outputs_[layer - 1].data();
  return {.parameters = parameters().data() + offsets_[layer],
          .x = {x, inputs_of(layers_[layer]), workspace.batch_},
          .y = workspace.outputs_[layer].data(),
          .cache = workspace.caches_[layer].data(),
          .scratch = workspace.scratch_.data(),
          .noise = workspace.noise_,
          .packed = is_packed_ && std::holds_alternative<Dense>(layers_[layer])
                        ? packed_.data() + packed_offsets_[layer]
                        : nullptr};
}

template <class Scalar>
ConstMatrixMap<Scalar> Network<Scalar>::forward(ConstColumns<Scalar> x, Workspace<Scalar>& workspace) const {
  check_rows("the input", x.rows(), inputs());
  if (x.cols() > workspace.max_batch_)
    throw Error(fmt::format("a batch of {} in a workspace for {}; make the workspace larger", x.cols(),
                            workspace.max_batch_));
  workspace.input_ = x.data();
  workspace.batch_ = x.cols();
  for (std::size_t i = 0; i < layers_.size(); ++i)
    std::visit([&](const auto& layer) { layer.forward(pass(i, workspace)); }, layers_[i]);
  return {workspace.outputs_.back().data(), outputs(), x.cols()};
}

template <class Scalar>
ConstMatrixMap<Scalar> Network<Scalar>::propagate(ConstColumns<Scalar> d_output, Workspace<Scalar>& workspace,
                                                  Scalar* gradient, bool to_input) const {
  check_rows("the gradient of the output", d_output.rows(), outputs());
  if (d_output.cols() != workspace.batch_)
    throw Error(fmt::format("a gradient for {} samples after a forward pass of {}", d_output.cols(),
                            workspace.batch_));
  const Scalar* d_y = d_output.data();
  for (std::size_t i = layers_.size(); i-- > 0;) {
    Scalar* d_x = i > 0 || to_input ? workspace.gradients_[i % 2].data() : nullptr;
    Scalar* share = gradient ? gradient + offsets_[i] : nullptr;
    std::visit([&](const auto& layer) { layer.backward(pass(i, workspace), d_y, share, d_x); }, layers_[i]);
    d_y = d_x;
  }
  return {workspace.gradients_[0].data(), inputs(), workspace.batch_};
}

template <class Scalar>
void Network<Scalar>::backward(ConstColumns<Scalar> d_output, Workspace<Scalar>& workspace,
                               VectorRef<Scalar> gradient) const {
  check_rows("the gradient", gradient.size(), parameters().size());
  propagate(d_output, workspace, gradient.data(), false);
}

template <class Scalar>
ConstMatrixMap<Scalar> Network<Scalar>::backward_to_input(ConstColumns<Scalar> d_output,
                                                          Workspace<Scalar>& workspace,
                                                          VectorRef<Scalar> gradient) const {
  check_rows("the gradient", gradient.size(), parameters().size());
  return propagate(d_output, workspace, gradient.data(), true);
}

template <class Scalar>
ConstMatrixMap<Scalar> Network<Scalar>::input_gradient(ConstColumns<Scalar> d_output,
                                                       Workspace<Scalar>& workspace) const {
  return propagate(d_output, workspace, nullptr, true);
}

template <class Scalar>
Network<Scalar> mlp(Index inputs, const std::vector<Index>& hidden, Activation activation, Index outputs,
                    Activation output_activation) {
  std::vector<Layer> layers;
  for (const Index size : hidden) {
    layers.push_back(Dense{inputs, size});
    if (activation != Activation::identity) layers.push_back(ActivationLayer{activation, size});
    inputs = size;
  }
  layers.push_back(Dense{inputs, outputs});
  if (output_activation != Activation::identity)
    layers.push_back(ActivationLayer{output_activation, outputs});
  return Network<Scalar>(std::move(layers));
}

template class Workspace<float>;
template class Workspace<double>;
template class Network<float>;
template class Network<double>;
template Network<float> mlp(Index, const std::vector<Index>&, Activation, Index, Activation);
template Network<double> mlp(Index, const std::vector<Index>&, Activation, Index, Activation);

}  // namespace gymkhana
