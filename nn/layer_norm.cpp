// Layer normalisation, a register of numbers at a time: in nets of pictures its groups are as small as a
// register.
#include "nn/layer_norm.h"

#include "nn/packets.h"

namespace gymkhana {
namespace {

constexpr double layer_norm_epsilon = 1e-5;  // PyTorch's

// Registers as template arguments lose attributes that matter to overloading only.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wignored-attributes"

/// Calls each(i, numbers) for the register that begins at number i, of which the first `numbers` exist.
template <class Scalar, class Each>
void for_each_packet(Index count, Each&& each) {
  for (Index i = 0; i < count; i += packet_size<Scalar>) each(i, count - i);
}

template <class Scalar>
Scalar mean(const Scalar* x, Index size) {
  Packet<Scalar> sum = broadcast(Scalar(0));
  for_each_packet<Scalar>(
      size, [&](Index i, Index numbers) { sum = Eigen::internal::padd(sum, load_up_to(x + i, numbers)); });
  return Eigen::internal::predux(sum) / static_cast<Scalar>(size);
}

/// centered = x - its mean; returns the mean of the squares of that.
template <class Scalar>
Scalar center(const Scalar* x, Index size, Scalar* centered) {
  const Packet<Scalar> shift = broadcast(mean(x, size));
  Packet<Scalar> squares = broadcast(Scalar(0));
  for_each_packet<Scalar>(size, [&](Index i, Index numbers) {
    store_up_to(centered + i, Eigen::internal::psub(load_up_to(x + i, numbers), shift), numbers);
    const Packet<Scalar> kept = load_up_to(centered + i, numbers);  // nothing in the lanes beyond
    squares = Eigen::internal::pmadd(kept, kept, squares);
  });
  return Eigen::internal::predux(squares) / static_cast<Scalar>(size);
}

/// From variances to 1 / deviations, a register at once, because a single root takes as long.
template <class Scalar>
void to_scales(Scalar* variances, Index count) {
  const auto one = broadcast(Scalar(1)), epsilon = broadcast(static_cast<Scalar>(layer_norm_epsilon));
  for_each_packet<Scalar>(count, [&](Index i, Index numbers) {
    const auto variance = Eigen::internal::padd(load_up_to(variances + i, numbers), epsilon);
    store_up_to(variances + i, Eigen::internal::pdiv(one, Eigen::internal::psqrt(variance)), numbers);
  });
}

/// normalised *= scale; y = weight normalised + bias.
template <class Scalar>
void scale(Scalar scale, const Scalar* weight, const Scalar* bias, Index size, Scalar* normalised,
           Scalar* y) {
  const Packet<Scalar> factor = broadcast(scale);
  for_each_packet<Scalar>(size, [&](Index i, Index numbers) {
    const auto n = Eigen::internal::pmul(load_up_to(normalised + i, numbers), factor);
    const auto w = load_up_to(weight + i, numbers), b = load_up_to(bias + i, numbers);
    store_up_to(normalised + i, n, numbers);
    store_up_to(y + i, Eigen::internal::pmadd(w, n, b), numbers);
  });
}

template <class Scalar>
void add_gradient(const Scalar* d_y, const Scalar* normalised, Index size, Scalar* d_weight, Scalar* d_bias) {
  for_each_packet<Scalar>(size, [&](Index i, Index numbers) {
    const auto d = load_up_to(d_y + i, numbers), n = load_up_to(normalised + i, numbers);
    store_up_to(d_weight + i, Eigen::internal::pmadd(d, n, load_up_to(d_weight + i, numbers)), numbers);
    store_up_to(d_bias + i, Eigen::internal::padd(load_up_to(d_bias + i, numbers), d), numbers);
  });
}

/// With g = w d_y and n the normalised group: dL/dx = (g - mean(g) - n mean(g n)) scale.
template <class Scalar>
void backward_group(const Scalar* d_y, const Scalar* normalised, const Scalar* weight, Scalar scale,
                    Index size, Scalar* d_x) {
  Packet<Scalar> sum = broadcast(Scalar(0)), product = broadcast(Scalar(0));
  for_each_packet<Scalar>(size, [&](Index i, Index numbers) {
    const auto g = Eigen::internal::pmul(load_up_to(weight + i, numbers), load_up_to(d_y + i, numbers));
    sum = Eigen::internal::padd(sum, g);
    product = Eigen::internal::pmadd(g, load_up_to(normalised + i, numbers), product);
  });
  const auto shift = broadcast(Eigen::internal::predux(sum) / static_cast<Scalar>(size));
  const auto tilt = broadcast(Eigen::internal::predux(product) / static_cast<Scalar>(size));
  const auto factor = broadcast(scale);
  for_each_packet<Scalar>(size, [&](Index i, Index numbers) {
    const auto g = Eigen::internal::pmul(load_up_to(weight + i, numbers), load_up_to(d_y + i, numbers));
    const auto along = Eigen::internal::pmul(load_up_to(normalised + i, numbers), tilt);
    const auto rest = Eigen::internal::psub(Eigen::internal::psub(g, shift), along);
    store_up_to(d_x + i, Eigen::internal::pmul(rest, factor), numbers);
  });
}
#pragma GCC diagnostic pop

}  // namespace

std::vector<ParameterPart> LayerNorm::parts() const {
  return {{"weight", {size}, 1}, {"bias", {size}}};
}

template <class Scalar>
void LayerNorm::forward(const Pass<Scalar>& pass) const {
  const Scalar* bias = pass.parameters + size;
  const Index count = groups * pass.x.cols();
  Scalar* normalised = pass.cache;
  Scalar* scales = pass.cache + size * count;  // 1 / deviation of each group
  for (Index group = 0; group < count; ++group)
    scales[group] = center(pass.x.data() + group * size, size, normalised + group * size);
  to_scales(scales, count);
  for (Index group = 0; group < count; ++group)
    scale(scales[group], pass.parameters, bias, size, normalised + group * size, pass.y + group * size);
}

template <class Scalar>
void LayerNorm::backward(const Pass<Scalar>& pass, const Scalar* d_y, Scalar* gradient, Scalar* d_x) const {
  const Index count = groups * pass.x.cols();
  const Scalar* normalised = pass.cache;
  const Scalar* scales = pass.cache + size * count;
  for (Index group = 0; group < count; ++group, d_y += size, normalised += size) {
    if (gradient) add_gradient(d_y, normalised, size, gradient, gradient + size);
    if (d_x) backward_group(d_y, normalised, pass.parameters, scales[group], size, d_x + group * size);
  }
}

template void LayerNorm::forward(const Pass<float>&) const;
template void LayerNorm::forward(const Pass<double>&) const;
template void LayerNorm::backward(const Pass<float>&, const float*, float*, float*) const;
template void LayerNorm::backward(const Pass<double>&, const double*, double*, double*) const;

}  // namespace gymkhana
