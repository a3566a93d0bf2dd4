// Light and dark: the same pictures, with the palette's greys exchanged.
#pragma once

#include "envs/core/picture/canvas.h"
#include "envs/core/picture/palette.h"

namespace gymkhana::viz {

/// What a colour of the palette becomes on a dark page: paper, ink, slate and mist change, hues stay.
inline Color in_the_dark(Color color) {
  constexpr auto with_opacity = [](Color c, std::uint8_t a) { return Color{c.r, c.g, c.b, a}; };
  const Color solid = with_opacity(color, 255);
  if (solid == palette::paper) return with_opacity({24, 27, 33}, color.a);
  if (solid == palette::ink) return with_opacity({228, 231, 236}, color.a);
  if (solid == palette::slate) return with_opacity({146, 156, 171}, color.a);
  if (solid == palette::mist) return with_opacity({54, 60, 70}, color.a);
  if (solid == palette::blue) return with_opacity({40, 142, 206}, color.a);
  return color;
}

/// Passes everything on to another canvas, in dark colours where asked.
class ThemedCanvas final : public Canvas {
 public:
  ThemedCanvas(Canvas& canvas, bool dark) : canvas_(canvas), dark_(dark) {}

  void camera(Point lower_left, Point upper_right) override { canvas_.camera(lower_left, upper_right); }
  void clear(Color color) override { canvas_.clear(themed(color)); }
  void line(Point from, Point to, double width, Color color) override {
    canvas_.line(from, to, width, themed(color));
  }
  void polygon(std::span<const Point> corners, Color color) override {
    canvas_.polygon(corners, themed(color));
  }
  void circle(Point centre, double radius, Color color) override {
    canvas_.circle(centre, radius, themed(color));
  }
  void text(Point at, double height, std::string_view words, Color color) override {
    canvas_.text(at, height, words, themed(color));
  }
  void pixels(Point lower_left, Point upper_right, int width, int height,
              std::span<const std::uint8_t> rgb) override {
    canvas_.pixels(lower_left, upper_right, width, height, rgb);
  }

 private:
  Color themed(Color color) const { return dark_ ? in_the_dark(color) : color; }

  Canvas& canvas_;
  bool dark_;
};

}  // namespace gymkhana::viz
