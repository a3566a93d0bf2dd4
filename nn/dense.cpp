// y = W x + b, and its derivatives, as three products of the same kernel.
#include <algorithm>

#include "nn/layers.h"
#include "nn/packets.h"
#include "nn/product.h"

namespace gymkhana {
namespace {

// Up to this many outputs, dot products with the weights as they lie beat a kernel that wants them packed.
constexpr Index few_outputs = 4;

template <class Scalar>
bool fills_packets(Index rows) {
  return rows % packet_size<Scalar> == 0;
}

/// `data` (rows x columns) as a left factor, packed into `scratch` where rows do not fill whole packets.
template <class Scalar>
LeftFactor<Scalar> left_factor(const Scalar* data, Index rows, Index columns, Scalar* scratch) {
  if (fills_packets<Scalar>(rows)) return {data, rows};
  pack_columns(data, rows, columns, scratch);
  return {scratch, round_up(rows, packet_size<Scalar>)};
}

/// gradient (outputs x inputs, row-major) += d_y x^T. The longer side that fills packets becomes the rows.
template <class Scalar>
void add_weight_gradient(const Dense& dense, const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient) {
  const Index inputs = dense.inputs(), outputs = dense.outputs(), batch = pass.x.cols();
  if (fills_packets<Scalar>(inputs) || !fills_packets<Scalar>(outputs)) {
    const auto x = left_factor(pass.x.data(), inputs, batch, pass.scratch);
    multiply<Scalar>(inputs, outputs, batch, x, {d_y, outputs, 1}, {gradient, inputs}, gradient);
    return;
  }
  multiply<Scalar>(outputs, inputs, batch, {d_y, outputs}, {pass.x.data(), inputs, 1}, {}, pass.scratch);
  MatrixMap<Scalar>(gradient, inputs, outputs) +=
      MatrixMap<Scalar>(pass.scratch, outputs, inputs).transpose();
}

/// Sums are over the batch in order, so that they are the same however the vectors lie.
template <class Scalar>
void add_bias_gradient(const Scalar* d_y, Index outputs, Index batch, Scalar* gradient) {
  for (Index sample = 0; sample < batch; ++sample, d_y += outputs)
    for (Index i = 0; i < outputs; ++i) gradient[i] += d_y[i];
}

}  // namespace

std::vector<ParameterPart> Dense::parts() const {
  return {{"weight", {output_count, input_count}}, {"bias", {output_count}}};
}

template <class Scalar>
Index Dense::scratch_size(Index batch) const {
  constexpr Index size = packet_size<Scalar>;
  const Index packed_weights = input_count * round_up(output_count, size);
  const Index packed_columns = round_up(input_count, size) * std::max(batch, output_count);
  return fills_packets<Scalar>(input_count) ? packed_weights : std::max(packed_weights, packed_columns);
}

template <class Scalar>
void Dense::forward(const Pass<Scalar>& pass) const {
  const Scalar* weights = pass.parameters;
  const Scalar* bias = weights + input_count * output_count;
  const Index batch = pass.x.cols();
  if (output_count <= few_outputs)
    return multiply_rows(output_count, batch, input_count, weights, pass.x.data(), bias, pass.y);
  pack_transposed(weights, output_count, input_count, pass.scratch);
  multiply<Scalar>(output_count, batch, input_count,
                   {pass.scratch, round_up(output_count, packet_size<Scalar>)},
                   {pass.x.data(), 1, input_count}, {bias, 0}, pass.y);
}

template <class Scalar>
void Dense::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const {
  const Index batch = pass.x.cols();
  if (gradient) {
    add_weight_gradient(*this, pass, d_y, gradient);
    add_bias_gradient(d_y, output_count, batch, gradient + input_count * output_count);
  }
  if (d_x) {
    const auto weights = left_factor(pass.parameters, input_count, output_count, pass.scratch);
    multiply<Scalar>(input_count, batch, output_count, weights, {d_y, 1, output_count}, {}, d_x);
  }
}

template Index Dense::scratch_size<float>(Index) const;
template Index Dense::scratch_size<double>(Index) const;
template void Dense::forward(const Pass<float>&) const;
template void Dense::forward(const Pass<double>&) const;
template void Dense::backward(const Pass<float>&, const float*, float*, float*) const;
template void Dense::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
