// G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables" (2000);
// numpy's order of draws.
#include "envs/core/random/ziggurat.h"

#include <cmath>

namespace gymkhana::ziggurat {
namespace {

constexpr double normal_tail_start = 3.6541528853610087963519472518;
constexpr double inverse_normal_tail_start = 0.27366123732975827203338247596;
constexpr double exponential_tail_start = 7.6971174701310497140446280481;

/// -log of a uniform number in (0, 1].
double minus_log_uniform(Pcg64& pcg) {
  return -std::log1p(-pcg.random());
}

/// Whether a random height between the densities at both edges of layer `i` lies below `density`.
bool below(const std::array<Layer, 256>& layers, std::size_t i, double density, Pcg64& pcg) {
  const double rise = layers[i - 1].density - layers[i].density;
  return rise * pcg.random() + layers[i].density < density;
}

double normal_tail(Pcg64& pcg) {
  for (;;) {
    const double x = inverse_normal_tail_start * minus_log_uniform(pcg);
    const double y = minus_log_uniform(pcg);
    if (y + y > x * x) return normal_tail_start + x;
  }
}

}  // namespace

double normal_near_edge(Pcg64& pcg, std::uint64_t bits, double x) {
  const std::size_t i = bits & 0xff;
  if (i == 0) return with_sign(normal_tail(pcg), bits >> 17);
  return below(normal_layers, i, std::exp(-0.5 * x * x), pcg) ? x : standard_normal(pcg);
}

double standard_exponential(Pcg64& pcg) {
  for (;;) {
    const std::uint64_t bits = pcg.next_uint64() >> 3;  // from the lowest: 8 layer, 53 mantissa
    const std::size_t i = bits & 0xff;
    const std::uint64_t mantissa = bits >> 8;
    const double x = static_cast<double>(mantissa) * exponential_layers[i].width;
    if (mantissa < exponential_layers[i].inside) return x;  // 98.9 of 100
    if (i == 0) return exponential_tail_start + minus_log_uniform(pcg);
    if (below(exponential_layers, i, std::exp(-x), pcg)) return x;
  }
}

}  // namespace gymkhana::ziggurat
