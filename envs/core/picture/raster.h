// A canvas in memory: anti-aliased shapes on a picture of any size, without a window or a library.
#pragma once

#include <vector>

#include "envs/core/env.h"
#include "envs/core/picture/canvas.h"
#include "envs/core/picture/coverage.h"
#include "envs/core/picture/image.h"

namespace gymkhana {

/// Draws on a picture of its own. The same calls give the same bytes on every machine of one kind.
class RasterCanvas final : public Canvas {
 public:
  /// A black picture; until camera() is called, environment units are pixels.
  RasterCanvas(int width, int height);

  const Image& image() const { return image_; }

  void camera(Point lower_left, Point upper_right) override;
  void clear(Color color) override;
  void line(Point from, Point to, double width, Color color) override;
  void polygon(std::span<const Point> corners, Color color) override;
  void circle(Point centre, double radius, Color color) override;
  void text(Point at, double height, std::string_view words, Color color) override;
  void pixels(Point lower_left, Point upper_right, int width, int height,
              std::span<const std::uint8_t> rgb) override;

 private:
  Point to_pixels(Point env) const;
  void add_stroke(Point from, Point to, double width);
  void add_arc(Point centre, double radius, double from_angle, double to_angle);

  Image image_;
  Coverage coverage_;
  Point origin_{0, 0};  // of the environment, in pixels
  double scale_ = 1;    // pixels per environment unit
  std::vector<Point> outline_;
  std::vector<int> columns_;
};

/// A picture of the environment's present state (Gymnasium's rgb_array).
Image picture(const Env& env, int width, int height);

}  // namespace gymkhana
