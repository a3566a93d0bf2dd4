// A canvas that shows nothing and watches what is drawn.
#pragma once

#include <cmath>
#include <initializer_list>
#include <string>

#include "envs/core/picture/canvas.h"

namespace gymkhana::check {

class ProbeCanvas final : public Canvas {
 public:
  int shapes() const { return shapes_; }                       ///< drawn so far, clear() aside
  const std::string& complaint() const { return complaint_; }  ///< what was wrong first; empty if nothing

  void camera(Point lower_left, Point upper_right) override {
    has_camera_ = true;
    if (!(lower_left.x < upper_right.x && lower_left.y < upper_right.y)) {
      complain("camera() was given an empty rectangle");
    }
  }
  void clear(Color) override {}
  void line(Point from, Point to, double width, Color) override {
    shape("line()", {from.x, from.y, to.x, to.y}, width);
  }
  void polygon(std::span<const Point> corners, Color) override {
    if (corners.size() < 3) complain("polygon() was given fewer than three corners");
    for (const Point& corner : corners) shape("polygon()", {corner.x, corner.y}, 0);
  }
  void circle(Point centre, double radius, Color) override {
    shape("circle()", {centre.x, centre.y}, radius);
  }
  void text(Point at, double height, std::string_view, Color) override {
    shape("text()", {at.x, at.y}, height);
  }
  void pixels(Point lower_left, Point upper_right, int width, int height,
              std::span<const std::uint8_t> rgb) override {
    shape("pixels()", {lower_left.x, lower_left.y, upper_right.x, upper_right.y}, 0);
    if (rgb.size() != static_cast<std::size_t>(width) * height * 3) {
      complain("pixels() was given a picture that is not 3 x width x height bytes");
    }
  }

 private:
  void shape(const std::string& call, std::initializer_list<double> coordinates, double size) {
    ++shapes_;
    if (!has_camera_) complain(call + " came before camera(); call that first");
    for (const double value : coordinates) {
      if (!std::isfinite(value)) complain(call + " was given a coordinate that is not finite");
    }
    if (!std::isfinite(size) || size < 0) complain(call + " was given a negative or infinite size");
  }
  void complain(const std::string& what) {
    if (complaint_.empty()) complaint_ = what;
  }

  int shapes_ = 0;
  bool has_camera_ = false;
  std::string complaint_;
};

}  // namespace gymkhana::check
