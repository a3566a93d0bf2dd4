#include "envs/arcade/minatar/picture.h"

#include <array>

#include "envs/arcade/minatar/game.h"
#include "envs/core/picture/palette.h"

namespace gymkhana::minatar {
namespace {

// The "cubehelix" colour map (Green, 2011) at (channel + 1) / (channels + 1), as 0xRRGGBB.
constexpr std::array<std::uint32_t, 4> colours4 = {0x163d4e, 0x54792f, 0xd07e93, 0xc1caf3};
constexpr std::array<std::uint32_t, 6> colours6 = {0x1a2441, 0x1b6145, 0x697b30,
                                                   0xc87b7c, 0xcda2e0, 0xc6e1f1};
constexpr std::array<std::uint32_t, 7> colours7 = {0x1b1e3b, 0x16534c, 0x447731, 0xa1794a,
                                                   0xd484a9, 0xc6b4ee, 0xcbe8f0};
constexpr std::array<std::uint32_t, 10> colours10 = {0x19122b, 0x17344c, 0x185b48, 0x3c7632, 0x7e7a36,
                                                     0xbc7967, 0xd486af, 0xcaa9e7, 0xc2d2f3, 0xd6f0ef};

std::span<const std::uint32_t> colours_of(int channels) {
  switch (channels) {
    case 4:
      return colours4;
    case 6:
      return colours6;
    case 7:
      return colours7;
    default:
      return colours10;
  }
}

}  // namespace

void draw_board(Canvas& canvas, std::span<const std::uint8_t> cells, int channels) {
  const std::span<const std::uint32_t> colours = colours_of(channels);
  std::array<std::uint8_t, side* side* 3> rgb = {};
  for (int cell = 0; cell < side * side; ++cell) {
    for (int channel = 0; channel < channels; ++channel) {
      if (cells[cell * channels + channel] == 0) continue;
      for (int i = 0; i < 3; ++i) {
        rgb[cell * 3 + i] = static_cast<std::uint8_t>(colours[channel] >> (16 - 8 * i));
      }
    }
  }
  constexpr double margin = 0.25;  // cells
  canvas.camera({-margin, -margin}, {side + margin, side + margin});
  canvas.clear(palette::paper);
  canvas.pixels({0, 0}, {side, side}, side, side, rgb);
}

}  // namespace gymkhana::minatar
