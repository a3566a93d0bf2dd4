// At most 256 colours for a picture that may have more: exact where they suffice, else by median cut.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana::viz {

/// Colours are grouped by their five highest bits per channel; a table names the mean of each group, or of
/// several alike (Heckbert, "Color image quantization for frame buffer display", 1982).
class ColorTable {
 public:
  static constexpr int bins = 1 << 15;

  /// For these RGB pixels; at most `most` colours.
  ColorTable(std::span<const std::uint8_t> rgb, int most);

  const std::vector<Color>& colors() const { return colors_; }
  /// The table's index for a colour that was among the pixels.
  std::uint8_t index_of(const std::uint8_t* rgb) const { return index_[bin_of(rgb)]; }

  static int bin_of(const std::uint8_t* rgb) {
    return (rgb[0] >> 3) << 10 | (rgb[1] >> 3) << 5 | rgb[2] >> 3;
  }

 private:
  std::vector<Color> colors_;
  std::vector<std::uint8_t> index_;  // by bin
};

}  // namespace gymkhana::viz
