// The compression inside GIF files: Lempel, Ziv and Welch with codes that grow from `bits` + 1 to 12 bits.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace gymkhana::viz {

/// `indices` are below 2^bits, 2 <= bits <= 8. The codes, packed from the lowest bit on, without GIF's
/// blocks.
std::vector<std::uint8_t> lzw(std::span<const std::uint8_t> indices, int bits);

}  // namespace gymkhana::viz
