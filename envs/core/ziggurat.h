// Normal and exponential numbers by the ziggurat method, bit for bit as numpy.random.Generator draws them.
#pragma once

#include <array>
#include <cstdint>

#include "envs/core/pcg64.h"

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

double standard_normal(Pcg64& pcg);
double standard_exponential(Pcg64& pcg);

}  // namespace gymkhana::ziggurat
