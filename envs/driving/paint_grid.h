// A small painter for pictures that agents see: convex shapes on a fine grid of colour numbers, then means.
//
// A shape takes each cell whose middle lies in it, so shapes with a common edge leave no gap between them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana {

/// The things that are painted, from the ground up. A picture gives each a colour or a class.
enum class Paint : std::uint8_t {
  outside,
  field,
  grass,
  road,
  road_second,  ///< tiles differ a little, three in turn
  road_third,
  kerb_white,
  kerb_red,
  wheel,
  wheel_stripe,
  car,
  traffic,
  obstacle,
  panel,
  white,
  front_wheels,
  rear_wheels,
  steering,
  turning,
};
inline constexpr int kPaints = static_cast<int>(Paint::turning) + 1;

using Palette = std::array<Color, kPaints>;

/// Cells, and pixels made of them.
class PaintGrid {
 public:
  /// Cells per pixel of a picture that is averaged: edges become smooth, and drawing stays fast.
  static constexpr int kAcross = 4, kDown = 2;

  PaintGrid(int columns, int rows);

  int columns() const { return columns_; }
  int rows() const { return rows_; }

  void clear(Paint paint);
  /// Fills a convex polygon, in cells: x to the right, y down, cell (0, 0) from 0 to 1.
  void fill(std::span<const Point> corners, Paint paint);

  /// Writes the mean colour of each pixel, three bytes each, kAcross x kDown cells a pixel.
  void average(const Palette& palette, std::span<std::uint8_t> rgb) const;
  /// The cells themselves, row by row from the top.
  std::span<const std::uint8_t> cells() const { return cells_; }

 private:
  void note_edge(Point from, Point to);

  int columns_, rows_;
  std::vector<std::uint8_t> cells_;
  std::vector<double> left_, right_;  // of the shape at hand, by row
};

}  // namespace gymkhana
