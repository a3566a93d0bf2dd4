// y = W x + b, and its derivatives, as three products of the same kernel.
#include "nn/dense.h"

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

/// Few inputs would leave most lanes of a register idle: then the outputs are the better rows. Many leave
/// idle only some lanes of the last one, which costs less than to turn the sum round.
template <class Scalar>
bool outputs_as_rows(const Dense& dense) {
  constexpr Index many_inputs = 256;
  return !fills_packets<Scalar>(dense.inputs()) && fills_packets<Scalar>(dense.outputs()) &&
         dense.inputs() < many_inputs;
}

/// gradient (outputs x inputs, row-major) += d_y x^T.
template <class Scalar>
void add_weight_gradient(const Dense& dense, const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient) {
  const Index inputs = dense.inputs(), outputs = dense.outputs(), batch = pass.x.cols();
  const Scalar* x = pass.x.data();
  if (!outputs_as_rows<Scalar>(dense))
    return multiply<Scalar>(inputs, outputs, batch, {x, 1, inputs}, {d_y, outputs, 1}, {gradient, inputs},
                            gradient, pass.scratch);
  Scalar* sum = pass.scratch + product_scratch<Scalar>();
  multiply<Scalar>(outputs, inputs, batch, {d_y, 1, outputs}, {x, inputs, 1}, {}, sum, pass.scratch);
  MatrixMap<Scalar>(gradient, inputs, outputs) += MatrixMap<Scalar>(sum, outputs, inputs).transpose();
}

/// sums (packets x packet_size) += the columns of d_y (`stride` numbers apart), in order, kept in registers.
template <int packets, class Scalar>
void add_columns(const Scalar* d_y, Index stride, Index batch, Scalar* sums) {
  constexpr Index size = packet_size<Scalar>;
  Packet<Scalar> sum[packets];
#pragma GCC unroll 4
  for (int p = 0; p < packets; ++p) sum[p] = load(sums + p * size);
  for (Index sample = 0; sample < batch; ++sample, d_y += stride)
#pragma GCC unroll 4
    for (int p = 0; p < packets; ++p) sum[p] = Eigen::internal::padd(sum[p], load(d_y + p * size));
#pragma GCC unroll 4
  for (int p = 0; p < packets; ++p) Eigen::internal::pstoreu(sums + p * size, sum[p]);
}

/// Sums are over the batch in order, so that they are the same however the vectors lie.
template <class Scalar>
void add_bias_gradient(const Scalar* d_y, Index outputs, Index batch, Scalar* gradient) {
  constexpr Index size = packet_size<Scalar>;
  Index i = 0;
  for (; i + 4 * size <= outputs; i += 4 * size) add_columns<4>(d_y + i, outputs, batch, gradient + i);
  for (; i + size <= outputs; i += size) add_columns<1>(d_y + i, outputs, batch, gradient + i);
  for (; i < outputs; ++i) {
    Scalar sum = gradient[i];
    for (Index sample = 0; sample < batch; ++sample) sum += d_y[i + sample * outputs];
    gradient[i] = sum;
  }
}

}  // namespace

std::vector<ParameterPart> Dense::parts() const {
  return {{"weight", {output_count, input_count}}, {"bias", {output_count}}};
}

template <class Scalar>
Index Dense::scratch_size(Index) const {
  return product_scratch<Scalar>() + (outputs_as_rows<Scalar>(*this) ? input_count * output_count : 0);
}

template <class Scalar>
void Dense::forward(const Pass<Scalar>& pass) const {
  const Scalar* weights = pass.parameters;
  const Scalar* bias = weights + input_count * output_count;
  const Index batch = pass.x.cols();
  if (output_count <= few_outputs)
    return multiply_rows(output_count, batch, input_count, weights, pass.x.data(), bias, pass.y);
  if (pass.packed)
    return multiply_packed<Scalar>(output_count, batch, input_count, pass.packed,
                                   {pass.x.data(), 1, input_count}, {bias, 0}, pass.y);
  multiply<Scalar>(output_count, batch, input_count, {weights, input_count, 1},
                   {pass.x.data(), 1, input_count}, {bias, 0}, pass.y, pass.scratch);
}

template <class Scalar>
void Dense::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const {
  const Index batch = pass.x.cols();
  if (gradient) {
    add_weight_gradient(*this, pass, d_y, gradient);
    add_bias_gradient(d_y, output_count, batch, gradient + input_count * output_count);
  }
  if (d_x)
    multiply<Scalar>(input_count, batch, output_count, {pass.parameters, 1, input_count},
                     {d_y, 1, output_count}, {}, d_x, pass.scratch);
}

template <class Scalar>
void Dense::pack(const Scalar* parameters, Scalar* packed) const {
  if (output_count > few_outputs)
    gymkhana::pack<Scalar>(output_count, input_count, {parameters, input_count, 1}, packed);
}

template <class Scalar>
Index Dense::packed_size() const {
  return output_count > few_outputs ? gymkhana::packed_size<Scalar>(output_count, input_count) : 0;
}

template Index Dense::scratch_size<float>(Index) const;
template Index Dense::scratch_size<double>(Index) const;
template void Dense::forward(const Pass<float>&) const;
template void Dense::forward(const Pass<double>&) const;
template void Dense::backward(const Pass<float>&, const float*, float*, float*) const;
template void Dense::backward(const Pass<double>&, const double*, double*, double*) const;
template void Dense::pack(const float*, float*) const;
template void Dense::pack(const double*, double*) const;
template Index Dense::packed_size<float>() const;
template Index Dense::packed_size<double>() const;

}  // namespace gymkhana
