#include "envs/driving/paint_grid.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace gymkhana {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

// As the original's picture shows it: shrinking 1000 x 800 pixels by whole numbers, twice, loses so much.
std::uint64_t shown(std::uint8_t channel) {
  constexpr int kLoss = 2;
  return std::max(channel - kLoss, 0);
}

// Red, green and blue as a picture has them, and a byte more.
std::array<std::array<std::uint8_t, 4>, kPaints> plain(const Palette& palette) {
  std::array<std::array<std::uint8_t, 4>, kPaints> colors = {};
  for (int i = 0; i < kPaints; ++i) {
    const Color color = palette[i];
    colors[i] = {static_cast<std::uint8_t>(shown(color.r)), static_cast<std::uint8_t>(shown(color.g)),
                 static_cast<std::uint8_t>(shown(color.b))};
  }
  return colors;
}

// Red, green and blue in 16 bits each, so that eight of them add up in one number.
std::array<std::uint64_t, kPaints> packed(const Palette& palette) {
  std::array<std::uint64_t, kPaints> colors;
  for (int i = 0; i < kPaints; ++i) {
    colors[i] = shown(palette[i].r) | shown(palette[i].g) << 16 | shown(palette[i].b) << 32;
  }
  return colors;
}

std::uint64_t sum_of_four(const std::array<std::uint64_t, kPaints>& colors, std::uint32_t cells) {
  return colors[cells & 255] + colors[cells >> 8 & 255] + colors[cells >> 16 & 255] + colors[cells >> 24];
}

// The first cell whose middle is right of x, within 0 .. count.
int first_cell(double x, int count) {
  return static_cast<int>(std::clamp(x + 0.5, 0.0, double(count)));
}

}  // namespace

PaintGrid::PaintGrid(int columns, int rows)
    : columns_(columns),
      rows_(rows),
      cells_(static_cast<std::size_t>(columns_) * rows_),
      left_(rows_),
      right_(rows_) {}

void PaintGrid::clear(Paint paint) {
  std::ranges::fill(cells_, static_cast<std::uint8_t>(paint));
}

void PaintGrid::fill(std::span<const Point> corners, Paint paint) {
  const auto [high, low] = std::ranges::minmax(corners, {}, &Point::y);
  const int first = first_cell(high.y, rows_), last = first_cell(low.y, rows_);
  std::fill(left_.begin() + first, left_.begin() + last, kFar);
  std::fill(right_.begin() + first, right_.begin() + last, -kFar);
  Point from = corners.back();
  for (const Point& to : corners) {
    note_edge(from, to);
    from = to;
  }
  for (int row = first; row < last; ++row) {
    const int begin = first_cell(left_[row], columns_), end = first_cell(right_[row], columns_);
    if (begin >= end) continue;
    std::memset(&cells_[static_cast<std::size_t>(row) * columns_ + begin], static_cast<int>(paint),
                end - begin);
  }
}

// Where an edge crosses the middle of a row, the shape reaches at least so far.
void PaintGrid::note_edge(Point from, Point to) {
  if (from.y > to.y) std::swap(from, to);
  const int first = first_cell(from.y, rows_), last = first_cell(to.y, rows_);
  const double slope = (to.x - from.x) / (to.y - from.y);
  for (int row = first; row < last; ++row) {
    const double x = from.x + (row + 0.5 - from.y) * slope;
    left_[row] = std::min(left_[row], x);
    right_[row] = std::max(right_[row], x);
  }
}

void PaintGrid::average(const Palette& palette, std::span<std::uint8_t> rgb) const {
  static_assert(kAcross == sizeof(std::uint32_t) && kDown == 2);
  const std::array<std::uint64_t, kPaints> colors = packed(palette);
  const auto of_one = plain(palette);
  std::uint8_t* out = rgb.data();
  const std::uint8_t* const last = out + rgb.size() - 3;
  for (int row = 0; row < rows_; row += kDown) {
    const std::uint8_t* above = &cells_[static_cast<std::size_t>(row) * columns_];
    for (int column = 0; column < columns_; column += kAcross, out += 3) {
      std::uint32_t upper, lower;
      std::memcpy(&upper, above + column, sizeof upper);
      std::memcpy(&lower, above + columns_ + column, sizeof lower);
      if (upper == lower && upper == (upper & 255) * 0x01010101u && out != last) {
        std::memcpy(out, &of_one[upper & 255], 4);  // at once; the next pixel overwrites the fourth byte
        continue;
      }
      constexpr std::uint64_t kHalf = 0x0004'0004'0004;  // rounds to the nearest
      const std::uint64_t color = kHalf + sum_of_four(colors, upper) + sum_of_four(colors, lower);
      out[0] = static_cast<std::uint8_t>(color >> 3);
      out[1] = static_cast<std::uint8_t>(color >> 19);
      out[2] = static_cast<std::uint8_t>(color >> 35);
    }
  }
}

}  // namespace gymkhana
