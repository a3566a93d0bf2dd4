// Pictures in memory, and as PNG files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gymkhana {

/// width x height pixels of three bytes (red, green, blue), first row on top.
struct Image {
  Image() = default;
  Image(int columns, int rows)
      : width(columns), height(rows), rgb(static_cast<std::size_t>(columns) * rows * 3) {}

  std::uint8_t* pixel(int x, int y) { return rgb.data() + (static_cast<std::size_t>(y) * width + x) * 3; }
  const std::uint8_t* pixel(int x, int y) const {
    return rgb.data() + (static_cast<std::size_t>(y) * width + x) * 3;
  }
  bool operator==(const Image&) const = default;

  int width = 0, height = 0;
  std::vector<std::uint8_t> rgb;
};

/// Writes a PNG file, never half of it. Error when that fails.
void write_png(const Image& image, const std::string& path);

/// Reads a PNG file of any kind as RGB; transparent parts lie on black. Error when it is missing or damaged.
Image read_png(const std::string& path);

}  // namespace gymkhana
