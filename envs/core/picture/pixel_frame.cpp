#include "envs/core/picture/pixel_frame.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace gymkhana {
namespace {

/// Fills `size` bytes, a multiple of 3, with one colour by copying what is there already.
void fill(std::uint8_t* begin, std::size_t size, Color color) {
  begin[0] = color.r;
  begin[1] = color.g;
  begin[2] = color.b;
  for (std::size_t done = 3; done < size; done *= 2) {
    std::memcpy(begin + done, begin, std::min(done, size - done));
  }
}

/// The digits 0 to 9, five rows of three blocks each, the leftmost block in the highest bit.
constexpr std::array<std::array<std::uint8_t, 5>, 10> digits = {{{7, 5, 5, 5, 7},
                                                                 {1, 1, 1, 1, 1},
                                                                 {7, 1, 7, 4, 7},
                                                                 {7, 1, 3, 1, 7},
                                                                 {5, 5, 7, 1, 1},
                                                                 {7, 4, 7, 1, 7},
                                                                 {7, 4, 7, 5, 7},
                                                                 {7, 1, 1, 1, 1},
                                                                 {7, 5, 7, 5, 7},
                                                                 {7, 5, 7, 1, 7}}};

}  // namespace

void PixelFrame::rectangle(int left, int top, int width, int height, Color color) {
  const int right = std::min(left + width, width_), bottom = std::min(top + height, height_);
  left = std::max(left, 0);
  top = std::max(top, 0);
  if (left >= right || top >= bottom) return;
  const std::size_t stride = static_cast<std::size_t>(width_) * 3;
  const std::size_t row_bytes = static_cast<std::size_t>(right - left) * 3;
  std::uint8_t* first = rgb_ + top * stride + left * 3;
  if (row_bytes == stride) {
    fill(first, stride * (bottom - top), color);
    return;
  }
  fill(first, row_bytes, color);
  for (int row = 1; row < bottom - top; ++row) std::memcpy(first + row * stride, first, row_bytes);
}

void PixelFrame::number(int right, int top, int scale_x, int scale_y, int value, Color color) {
  do {
    const int left = right - 3 * scale_x;
    for (int row = 0; row < 5; ++row) {
      for (int column = 0; column < 3; ++column) {
        if (!(digits[value % 10][row] >> (2 - column) & 1)) continue;
        rectangle(left + column * scale_x, top + row * scale_y, scale_x, scale_y, color);
      }
    }
    right = left - scale_x;
    value /= 10;
  } while (value > 0);
}

}  // namespace gymkhana
