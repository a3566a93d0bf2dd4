// Normal and exponential numbers by the ziggurat method, bit for bit as numpy.random.Generator draws them.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "envs/core/random/pcg64.h"

namespace gymkhana::ziggurat {

/// One horizontal layer of the area under a density: a random mantissa m gives the point x = m * width, which
/// lies inside without further question when m < inside; `density` is the density at the layer's right edge.
struct Layer {
  std::uint64_t inside;
  double width;
  double density;
};

extern const std::array<Layer, 256> normal_layers;       ///< for 52-bit mantissas; layer 0 holds the tail
extern const std::array<Layer, 256> exponential_layers;  ///< for 53-bit mantissas; layer 0 holds the tail

/// The rare rest of standard_normal: `bits` gave the point x outside its layer's rectangle.
double normal_near_edge(Pcg64& pcg, std::uint64_t bits, double x);

/// `size` with the lowest bit of `sign` as its sign, without a branch: no processor could predict it.
inline double with_sign(double size, std::uint64_t sign) {
  return std::bit_cast<double>(std::bit_cast<std::uint64_t>(size) | sign << 63);
}

inline double standard_normal(Pcg64& pcg) {
  const std::uint64_t bits = pcg.next_uint64();  // from the lowest: 8 layer, 1 sign, 52 mantissa
  const Layer& layer = normal_layers[bits & 0xff];
  const std::uint64_t mantissa = bits >> 9 & 0xfffffffffffff;
  const double x = with_sign(static_cast<double>(mantissa) * layer.width, bits >> 8);
  if (mantissa < layer.inside) return x;  // 99 of 100
  return normal_near_edge(pcg, bits, x);
}

double standard_exponential(Pcg64& pcg);

}  // namespace gymkhana::ziggurat
