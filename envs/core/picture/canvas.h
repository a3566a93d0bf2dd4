// What environments draw on: vector shapes in world coordinates, y upwards. No window, no library.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace gymkhana {

struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
};

struct Point {
  double x = 0, y = 0;
};

/// A surface to draw on. A screen, a picture in memory, and a recorder for tests implement it.
class Canvas {
 public:
  virtual ~Canvas() = default;

  /// Chooses the rectangle of the environment to show. It is fitted into the surface, centred, its shape
  /// kept. Call first.
  virtual void camera(Point lower_left, Point upper_right) = 0;
  /// Fills the whole surface.
  virtual void clear(Color color) = 0;
  /// A stroke with round ends. Widths, radii and heights are in environment units.
  virtual void line(Point from, Point to, double width, Color color) = 0;
  /// A filled simple polygon, convex or not.
  virtual void polygon(std::span<const Point> corners, Color color) = 0;
  virtual void circle(Point centre, double radius, Color color) = 0;
  /// One line of text. `at` is the lower left corner of its first letter, `height` that of capital letters;
  /// text_width() of stroke_font.h tells how long it is.
  virtual void text(Point at, double height, std::string_view words, Color color) = 0;
  /// A picture of width x height RGB pixels, first row on top, stretched over the rectangle without
  /// smoothing.
  virtual void pixels(Point lower_left, Point upper_right, int width, int height,
                      std::span<const std::uint8_t> rgb) = 0;

  void rectangle(Point lower_left, Point upper_right, Color color) {
    const std::array<Point, 4> corners = {
        lower_left, {upper_right.x, lower_left.y}, upper_right, {lower_left.x, upper_right.y}};
    polygon(corners, color);
  }
};

}  // namespace gymkhana
