// How much of each pixel a shape covers: exact areas, one pass over the edges and one over the pixels.
#pragma once

#include <span>
#include <vector>

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/image.h"

namespace gymkhana {

/// Collects polygons in pixel coordinates (x to the right, y down, pixel (0, 0) from 0 to 1), then paints
/// their union at once, smooth at the edges. Polygons that overlap must run round in the same direction.
///
/// Each edge adds to the pixels it crosses what it changes in the area to its right; a running sum along a
/// row then is the covered part of each pixel.
class Coverage {
 public:
  Coverage(int width, int height);

  void add(std::span<const Point> polygon);
  /// Blends `color` over `image`, which has this size, by coverage and alpha; then starts anew.
  void paint(Image& image, Color color);

 private:
  void add_edge(Point from, Point to);
  void add_inside(Point from, Point to, double direction);
  void add_in_row(float* row, double from, double to, double height);

  int width_, height_, stride_;
  std::vector<float> changes_;       // of coverage from each pixel to the next; one column more than pixels
  int left_, right_, top_, bottom_;  // pixels touched since the last paint
};

}  // namespace gymkhana
