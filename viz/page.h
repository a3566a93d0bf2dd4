// The page: one picture in memory on which environment and panels have their places. Window, recordings and
// tests show the same one.
#pragma once

#include <functional>
#include <map>
#include <utility>

#include "envs/core/picture/raster.h"

namespace gymkhana::viz {

/// A place on the page in points, from the upper left corner.
struct Area {
  double left = 0, top = 0, width = 0, height = 0;

  double right() const { return left + width; }
  double bottom() const { return top + height; }
  Area inset(double margin) const {
    return {left + margin, top + margin, width - 2 * margin, height - 2 * margin};
  }
  bool contains(Point p) const { return p.x >= left && p.x < right() && p.y >= top && p.y < bottom(); }
};

/// Cuts the upper part of `height` points off `area` and returns it.
Area take_top(Area& area, double height);
/// Cuts the lower part of `height` points off `area` and returns it.
Area take_bottom(Area& area, double height);
/// Cuts the right part of `width` points off `area` and returns it.
Area take_right(Area& area, double width);

struct PageStyle {
  int width = 960, height = 640;  ///< pixels
  double scale = 1;               ///< pixels per point: 2 for screens of high resolution
  bool dark = false;

  bool operator==(const PageStyle&) const = default;
};

class Page {
 public:
  explicit Page(const PageStyle& style);

  const Image& image() const { return image_; }
  const PageStyle& style() const { return style_; }
  /// The whole page in points.
  Area area() const { return {0, 0, style_.width / style_.scale, style_.height / style_.scale}; }

  /// Fills the page with the colour of paper.
  void clear();
  /// Draws on a canvas of the area's size, cut at its edges; the colours of the palette follow the theme.
  void draw(const Area& area, const std::function<void(Canvas&)>& content);

 private:
  RasterCanvas& surface(int width, int height);

  PageStyle style_;
  Image image_;
  std::map<std::pair<int, int>, RasterCanvas> surfaces_;  // by size, kept for the next picture
};

/// Lets one unit be one point: (0, 0) is the lower left corner of `area`, which becomes the whole canvas.
void use_points(Canvas& canvas, const Area& area);

}  // namespace gymkhana::viz
