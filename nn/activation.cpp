// Activation functions on whole registers, value and derivative side by side.
#include "nn/activation.h"

#include <array>

#include "base/error.h"
#include "nn/packets.h"

namespace gymkhana {
namespace {

constexpr std::array<std::string_view, 5> activation_names = {"identity", "tanh", "relu", "silu", "gelu"};

// Registers with arithmetic, so that the formulas below read like formulas.
template <class Scalar>
struct Lanes {
  Packet<Scalar> packet;

  Lanes(Packet<Scalar> lanes) : packet(lanes) {}
  static Lanes constant(double value) { return broadcast(static_cast<Scalar>(value)); }

  friend Lanes operator+(Lanes a, Lanes b) { return {Eigen::internal::padd(a.packet, b.packet)}; }
  friend Lanes operator-(Lanes a, Lanes b) { return {Eigen::internal::psub(a.packet, b.packet)}; }
  friend Lanes operator*(Lanes a, Lanes b) { return {Eigen::internal::pmul(a.packet, b.packet)}; }
  friend Lanes operator/(Lanes a, Lanes b) { return {Eigen::internal::pdiv(a.packet, b.packet)}; }
};

template <class Scalar>
Lanes<Scalar> exponential(Lanes<Scalar> x) {
  return {Eigen::internal::pexp(x.packet)};
}

// 1 - 2 / (e^2x + 1) where the processor's packets have no tanh of their own (double).
template <class Scalar>
Lanes<Scalar> hyperbolic_tangent(Lanes<Scalar> x) {
  if constexpr (Eigen::internal::packet_traits<Scalar>::HasTanh) {
    return {Eigen::internal::ptanh(x.packet)};
  } else {
    const auto one = Lanes<Scalar>::constant(1);
    return one - (one + one) / (exponential(x + x) + one);
  }
}

template <class Scalar>
Lanes<Scalar> sigmoid(Lanes<Scalar> x) {
  const auto one = Lanes<Scalar>::constant(1);
  return one / (one + exponential(Lanes<Scalar>::constant(0) - x));
}

constexpr double gelu_scale = 0.7978845608028654;  // sqrt(2 / pi)
constexpr double gelu_cubic = 0.044715;

template <class Scalar>
Lanes<Scalar> gelu_tanh(Lanes<Scalar> x) {
  const auto scale = Lanes<Scalar>::constant(gelu_scale), cubic = Lanes<Scalar>::constant(gelu_cubic);
  return hyperbolic_tangent(scale * (x + cubic * x * x * x));
}

template <Activation activation, class Scalar>
Lanes<Scalar> value(Lanes<Scalar> x) {
  if constexpr (activation == Activation::tanh) return hyperbolic_tangent(x);
  if constexpr (activation == Activation::relu)
    return {Eigen::internal::pmax(x.packet, broadcast(Scalar(0)))};
  if constexpr (activation == Activation::silu) return x * sigmoid(x);
  if constexpr (activation == Activation::gelu)
    return Lanes<Scalar>::constant(0.5) * x * (Lanes<Scalar>::constant(1) + gelu_tanh(x));
  return x;
}

/// d_y f'(x), given y = f(x).
template <Activation activation, class Scalar>
Lanes<Scalar> derivative(Lanes<Scalar> x, Lanes<Scalar> y, Lanes<Scalar> d_y) {
  const auto one = Lanes<Scalar>::constant(1), half = Lanes<Scalar>::constant(0.5);
  if constexpr (activation == Activation::tanh) return d_y * (one - y * y);
  if constexpr (activation == Activation::relu) {
    const auto positive = Eigen::internal::pcmp_lt(broadcast(Scalar(0)), y.packet);
    return {Eigen::internal::pand(positive, d_y.packet)};
  }
  if constexpr (activation == Activation::silu) {
    const auto s = sigmoid(x);
    return d_y * s * (one + x * (one - s));
  }
  if constexpr (activation == Activation::gelu) {
    const auto t = gelu_tanh(x);
    const auto slope =
        Lanes<Scalar>::constant(gelu_scale) * (one + Lanes<Scalar>::constant(3 * gelu_cubic) * x * x);
    return d_y * (half * (one + t) + half * x * (one - t * t) * slope);
  }
  return d_y;
}

// Whole registers first, so that their loop has no branch for the rest.
template <Activation activation, class Scalar>
void activate_all(const Scalar* x, Scalar* y, Index count) {
  constexpr Index size = packet_size<Scalar>;
  const Index whole = count / size * size;
  for (Index i = 0; i < whole; i += size)
    Eigen::internal::pstoreu(y + i, value<activation, Scalar>(load(x + i)).packet);
  if (whole < count) {
    const Index rest = count - whole;
    store_up_to(y + whole, value<activation, Scalar>(load_up_to(x + whole, rest)).packet, rest);
  }
}

template <Activation activation, class Scalar>
void differentiate_all(const Scalar* x, const Scalar* y, const Scalar* d_y, Scalar* d_x, Index count) {
  constexpr Index size = packet_size<Scalar>;
  const Index whole = count / size * size;
  for (Index i = 0; i < whole; i += size)
    Eigen::internal::pstoreu(d_x + i,
                             derivative<activation, Scalar>(load(x + i), load(y + i), load(d_y + i)).packet);
  if (whole < count) {
    const Index rest = count - whole;
    const auto result = derivative<activation, Scalar>(
        load_up_to(x + whole, rest), load_up_to(y + whole, rest), load_up_to(d_y + whole, rest));
    store_up_to(d_x + whole, result.packet, rest);
  }
}

}  // namespace

std::string name_of(Activation activation) {
  return std::string(activation_names[static_cast<int>(activation)]);
}

Activation parse_activation(std::string_view name) {
  for (std::size_t i = 0; i < activation_names.size(); ++i)
    if (activation_names[i] == name) return static_cast<Activation>(i);
  throw unknown_word("activation", name, {activation_names.begin(), activation_names.end()});
}

template <class Scalar>
void activate(Activation activation, const Scalar* x, Scalar* y, Index count) {
  switch (activation) {
    case Activation::identity:
      return activate_all<Activation::identity>(x, y, count);
    case Activation::tanh:
      return activate_all<Activation::tanh>(x, y, count);
    case Activation::relu:
      return activate_all<Activation::relu>(x, y, count);
    case Activation::silu:
      return activate_all<Activation::silu>(x, y, count);
    case Activation::gelu:
      return activate_all<Activation::gelu>(x, y, count);
  }
}

template <class Scalar>
void activate_backward(Activation activation, const Scalar* x, const Scalar* y, const Scalar* d_y,
                       Scalar* d_x, Index count) {
  switch (activation) {
    case Activation::identity:
      return differentiate_all<Activation::identity>(x, y, d_y, d_x, count);
    case Activation::tanh:
      return differentiate_all<Activation::tanh>(x, y, d_y, d_x, count);
    case Activation::relu:
      return differentiate_all<Activation::relu>(x, y, d_y, d_x, count);
    case Activation::silu:
      return differentiate_all<Activation::silu>(x, y, d_y, d_x, count);
    case Activation::gelu:
      return differentiate_all<Activation::gelu>(x, y, d_y, d_x, count);
  }
}

template void activate(Activation, const float*, float*, Index);
template void activate(Activation, const double*, double*, Index);
template void activate_backward(Activation, const float*, const float*, const float*, float*, Index);
template void activate_backward(Activation, const double*, const double*, const double*, double*, Index);

}  // namespace gymkhana
