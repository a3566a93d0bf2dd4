// A canvas that remembers what was drawn, for tests of pictures.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "envs/core/picture/canvas.h"

namespace gymkhana::test {

/// One call of the canvas: "camera", "clear", "line", "polygon", "circle", "text" or "pixels".
struct Shape {
  std::string kind;
  std::vector<Point> points = {};  ///< corners, ends, or the centre
  double size = 0;                 ///< width, radius or height
  Color color = {};
  std::string words = {};
  std::vector<std::uint8_t> rgb = {};  ///< of "pixels"
};

/// Keeps all calls, in order.
class RecordingCanvas final : public Canvas {
 public:
  void camera(Point lower_left, Point upper_right) override {
    shapes.push_back({"camera", {lower_left, upper_right}});
  }
  void clear(Color color) override { shapes.push_back({.kind = "clear", .color = color}); }
  void line(Point from, Point to, double width, Color color) override {
    shapes.push_back({"line", {from, to}, width, color});
  }
  void polygon(std::span<const Point> corners, Color color) override {
    shapes.push_back({"polygon", {corners.begin(), corners.end()}, 0, color});
  }
  void circle(Point centre, double radius, Color color) override {
    shapes.push_back({"circle", {centre}, radius, color});
  }
  void text(Point at, double height, std::string_view words, Color color) override {
    shapes.push_back({"text", {at}, height, color, std::string(words)});
  }
  void pixels(Point lower_left, Point upper_right, int, int, std::span<const std::uint8_t> rgb) override {
    shapes.push_back(
        {.kind = "pixels", .points = {lower_left, upper_right}, .rgb = {rgb.begin(), rgb.end()}});
  }

  int count(std::string_view kind) const {
    return static_cast<int>(std::ranges::count(shapes, kind, &Shape::kind));
  }
  /// The last shape of this kind and colour, or an empty one.
  Shape last(std::string_view kind, Color color) const {
    for (auto shape = shapes.rbegin(); shape != shapes.rend(); ++shape) {
      if (shape->kind == kind && shape->color == color) return *shape;
    }
    return {};
  }
  /// Whether every point of every shape lies within the camera's rectangle, `margin` around it allowed.
  bool all_in_sight(double margin) const {
    const auto [low, high] = std::pair(shapes.at(0).points.at(0), shapes.at(0).points.at(1));
    for (const Shape& shape : shapes) {
      for (const Point& point : shape.points) {
        const bool seen = point.x >= low.x - margin && point.x <= high.x + margin &&
                          point.y >= low.y - margin && point.y <= high.y + margin;
        if (!seen) return false;  // NaN is never seen
      }
    }
    return true;
  }

  std::vector<Shape> shapes;
};

}  // namespace gymkhana::test
