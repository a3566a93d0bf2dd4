// Painting straight into RGB bytes: whole rectangles on whole pixels, for environments whose observation is a
// picture.
#pragma once

#include <cstdint>
#include <span>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// A view of width x height RGB pixels, row 0 on top. What lies outside is cut off; opacity is ignored.
class PixelFrame {
 public:
  /// `rgb` holds width * height * 3 bytes and must outlive the frame.
  PixelFrame(std::span<std::uint8_t> rgb, int width, int height)
      : rgb_(rgb.data()), width_(width), height_(height) {}

  void clear(Color color) { rectangle(0, 0, width_, height_, color); }
  void rectangle(int left, int top, int width, int height, Color color);
  /// A number >= 0 in digits of 3 x 5 blocks, each block `scale_x` x `scale_y` pixels, one block apart. Its
  /// right edge is at `right`.
  void number(int right, int top, int scale_x, int scale_y, int value, Color color);

 private:
  std::uint8_t* rgb_;
  int width_, height_;
};

}  // namespace gymkhana
