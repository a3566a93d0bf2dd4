#include "envs/core/picture/raster.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.h"
#include "envs/core/picture/stroke_font.h"

namespace gymkhana {
namespace {

constexpr double kThinnest = 1;      // pixels: finer lines would fade away
constexpr double kRoundness = 0.03;  // pixels that an arc's pieces may lie off the circle
constexpr double kDot = 1.4;         // times a stroke's width: dots look too small otherwise
constexpr double kReadable = 4;      // pixels; lower letters are a smear, and left out
constexpr double kSnapBelow = 20;    // pixels: letters less high stand on whole pixels

// How many straight pieces make a full circle of this radius in pixels look round.
int pieces_of_circle(double radius) {
  const double pieces = std::numbers::pi / std::acos(1 - std::min(kRoundness / radius, 0.5));
  return std::max(static_cast<int>(std::ceil(pieces)), 8);
}

int checked(int size) {
  if (size < 1) throw Error("a picture of " + std::to_string(size) + " pixels; give at least one each way");
  return size;
}

void put(std::uint8_t* pixel, Color color) {
  pixel[0] = color.r;
  pixel[1] = color.g;
  pixel[2] = color.b;
}

}  // namespace

RasterCanvas::RasterCanvas(int width, int height)
    : image_(checked(width), checked(height)), coverage_(width, height), origin_{0, double(height)} {}

void RasterCanvas::camera(Point lower_left, Point upper_right) {
  const double width = upper_right.x - lower_left.x, height = upper_right.y - lower_left.y;
  scale_ = std::min(image_.width / width, image_.height / height);
  origin_ = {(image_.width - scale_ * width) / 2 - scale_ * lower_left.x,
             (image_.height + scale_ * height) / 2 + scale_ * lower_left.y};
}

Point RasterCanvas::to_pixels(Point env) const {
  return {origin_.x + scale_ * env.x, origin_.y - scale_ * env.y};
}

void RasterCanvas::clear(Color color) {
  const std::size_t row = image_.rgb.size() / image_.height;
  for (int x = 0; x < image_.width; ++x) put(image_.pixel(x, 0), color);
  for (int y = 1; y < image_.height; ++y) std::copy_n(image_.pixel(0, 0), row, image_.pixel(0, y));
}

void RasterCanvas::polygon(std::span<const Point> corners, Color color) {
  outline_.clear();
  for (const Point& corner : corners) outline_.push_back(to_pixels(corner));
  coverage_.add(outline_);
  coverage_.paint(image_, color);
}

void RasterCanvas::circle(Point centre, double radius, Color color) {
  outline_.clear();
  add_arc(to_pixels(centre), scale_ * radius, 0, 2 * std::numbers::pi);
  coverage_.add(outline_);
  coverage_.paint(image_, color);
}

void RasterCanvas::line(Point from, Point to, double width, Color color) {
  add_stroke(to_pixels(from), to_pixels(to), std::max(scale_ * width, kThinnest));
  coverage_.paint(image_, color);
}

void RasterCanvas::text(Point at, double height, std::string_view words, Color color) {
  Point start = to_pixels(at);
  double size = scale_ * height, width = text_stroke_width(size);
  if (size < kReadable) return;
  const bool snap = size < kSnapBelow;
  if (snap) {  // strokes fill whole pixels
    width = std::max(std::floor(width + 0.25), kThinnest);
    size = std::round(size);
    start = {std::floor(start.x), std::floor(start.y)};
  }
  start = {start.x + width / 2, start.y - width / 2};  // strokes stay inside the letters' height
  for_each_stroke(std::max(size - width, 1.0), words, snap, [&](std::span<const Point> stroke) {
    for (std::size_t i = 0; i + 1 < stroke.size(); ++i) {
      const Point from{start.x + stroke[i].x, start.y - stroke[i].y};
      const Point to{start.x + stroke[i + 1].x, start.y - stroke[i + 1].y};
      const bool is_dot = from.x == to.x && from.y == to.y;
      add_stroke(from, to, is_dot ? kDot * width : width);
    }
  });
  coverage_.paint(image_, color);
}

// A rectangle with round ends, in pixels, always running round in the same direction.
void RasterCanvas::add_stroke(Point from, Point to, double width) {
  const double angle = std::atan2(to.y - from.y, to.x - from.x);
  constexpr double quarter = std::numbers::pi / 2;
  outline_.clear();
  add_arc(to, width / 2, angle - quarter, angle + quarter);
  add_arc(from, width / 2, angle + quarter, angle + 3 * quarter);
  coverage_.add(outline_);
}

void RasterCanvas::add_arc(Point centre, double radius, double from_angle, double to_angle) {
  const double share = (to_angle - from_angle) / (2 * std::numbers::pi);
  const int pieces = static_cast<int>(std::ceil(share * pieces_of_circle(radius)));
  const double turn = (to_angle - from_angle) / pieces, cosine = std::cos(turn), sine = std::sin(turn);
  Point arm{radius * std::cos(from_angle), radius * std::sin(from_angle)};
  for (int i = 0; i <= pieces; ++i) {
    outline_.push_back({centre.x + arm.x, centre.y + arm.y});
    arm = {arm.x * cosine - arm.y * sine, arm.x * sine + arm.y * cosine};
  }
}

void RasterCanvas::pixels(Point lower_left, Point upper_right, int width, int height,
                          std::span<const std::uint8_t> rgb) {
  const Point corner = to_pixels({lower_left.x, upper_right.y}),
              far = to_pixels({upper_right.x, lower_left.y});
  const auto inside = [](double edge, int size) {
    return std::clamp(static_cast<int>(std::lround(edge)), 0, size);
  };
  const int left = inside(corner.x, image_.width), right = inside(far.x, image_.width);
  const int top = inside(corner.y, image_.height), bottom = inside(far.y, image_.height);
  const auto source = [](int pixel, double begin, double end, int count) {
    return std::clamp(static_cast<int>((pixel + 0.5 - begin) / (end - begin) * count), 0, count - 1);
  };
  columns_.clear();
  for (int x = left; x < right; ++x) columns_.push_back(3 * source(x, corner.x, far.x, width));
  int last_row = -1;
  for (int y = top; y < bottom; ++y) {
    const int row = source(y, corner.y, far.y, height);
    std::uint8_t* pixel = image_.pixel(left, y);
    if (row == last_row) {  // the same pixels as above
      std::copy_n(image_.pixel(left, y - 1), 3 * columns_.size(), pixel);
      continue;
    }
    const std::uint8_t* colors = rgb.data() + std::size_t{3} * width * row;
    for (const int column : columns_) pixel = std::copy_n(colors + column, 3, pixel);
    last_row = row;
  }
}

Image picture(const Env& env, int width, int height) {
  RasterCanvas canvas(width, height);
  env.draw(canvas);
  return canvas.image();
}

}  // namespace gymkhana
