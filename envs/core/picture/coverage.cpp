#include "envs/core/picture/coverage.h"

#include <algorithm>
#include <cmath>

namespace gymkhana {
namespace {

std::uint8_t mixed(std::uint8_t below, std::uint8_t above, int alpha) {
  const int sum = below * (255 - alpha) + above * alpha + 127;
  return static_cast<std::uint8_t>(sum / 255);
}

// Blends `color` over `count` pixels.
void blend(std::uint8_t* pixel, int count, Color color, int alpha) {
  for (int i = 0; i < count; ++i, pixel += 3) {
    pixel[0] = alpha == 255 ? color.r : mixed(pixel[0], color.r, alpha);
    pixel[1] = alpha == 255 ? color.g : mixed(pixel[1], color.g, alpha);
    pixel[2] = alpha == 255 ? color.b : mixed(pixel[2], color.b, alpha);
  }
}

Point at_x(Point from, Point to, double x) {
  return {x, from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x)};
}

}  // namespace

Coverage::Coverage(int width, int height)
    : width_(width),
      height_(height),
      stride_(width + 2),
      changes_(static_cast<std::size_t>(stride_) * height),
      left_(width),
      right_(-1),
      top_(height),
      bottom_(-1) {}

void Coverage::add(std::span<const Point> polygon) {
  for (std::size_t i = 0; i < polygon.size(); ++i) {
    add_edge(polygon[i], polygon[i + 1 == polygon.size() ? 0 : i + 1]);
  }
}

// Cuts the edge to the picture: what lies left of it covers all of a row, what lies right of it nothing.
void Coverage::add_edge(Point from, Point to) {
  const double direction = from.y < to.y ? 1 : -1;
  if (from.y > to.y) std::swap(from, to);
  if (!(from.y < height_ && to.y > 0 && from.y < to.y)) return;
  const double slope = (to.x - from.x) / (to.y - from.y);
  if (to.y > height_) to = {from.x + slope * (height_ - from.y), double(height_)};
  if (from.y < 0) from = {from.x - slope * from.y, 0};

  const bool rightwards = from.x <= to.x;
  for (const bool left_border : {rightwards, !rightwards}) {
    const double border = left_border ? 0 : width_;
    if ((from.x < border) == (to.x < border)) continue;
    const Point crossing = at_x(from, to, border);
    add_inside(from, crossing, direction);
    from = crossing;
  }
  add_inside(from, to, direction);
}

// An edge that runs downwards, within the picture or beside it.
void Coverage::add_inside(Point from, Point to, double direction) {
  if (from.y >= to.y) return;
  from.x = std::clamp(from.x, 0.0, double(width_));
  to.x = std::clamp(to.x, 0.0, double(width_));
  const double slope = (to.x - from.x) / (to.y - from.y);
  const int first = static_cast<int>(from.y), last = std::min(static_cast<int>(std::ceil(to.y)), height_) - 1;
  double x = from.x;
  for (int y = first; y <= last; ++y) {
    const double height = std::min(to.y, y + 1.0) - std::max(from.y, double(y));
    const double next = y == last ? to.x : std::clamp(x + slope * height, 0.0, double(width_));
    add_in_row(changes_.data() + static_cast<std::size_t>(y) * stride_, x, next, direction * height);
    x = next;
  }
  left_ = std::min(left_, static_cast<int>(std::min(from.x, to.x)));
  right_ = std::max(right_, static_cast<int>(std::max(from.x, to.x)) + 1);
  top_ = std::min(top_, first);
  bottom_ = std::max(bottom_, last);
}

// A piece of an edge within one row of pixels, `height` high (signed by direction): every pixel that it
// crosses is covered right of it, the next ones fully.
void Coverage::add_in_row(float* row, double from, double to, double height) {
  const double left = std::min(from, to), right = std::max(from, to);
  const int first = static_cast<int>(left), last = static_cast<int>(right);
  for (int x = first; x <= last; ++x) {
    const double begin = std::max(left, double(x)), end = std::min(right, x + 1.0);
    const double part = first == last ? height : height * (end - begin) / (right - left);
    const double uncovered = part * (0.5 * (begin + end) - x);
    row[x] += static_cast<float>(part - uncovered);
    row[x + 1] += static_cast<float>(uncovered);
  }
}

void Coverage::paint(Image& image, Color color) {
  right_ = std::min(right_, width_);
  for (int y = top_; y <= bottom_; ++y) {
    float* row = changes_.data() + static_cast<std::size_t>(y) * stride_;
    float sum = 0;
    for (int x = left_, next; x <= right_; x = next) {
      sum += row[x];
      row[x] = 0;
      for (next = x + 1; next <= right_ && row[next] == 0;) ++next;  // as far as nothing changes
      const float covered = std::min(std::abs(sum), 1.f);
      const int alpha = static_cast<int>(covered * static_cast<float>(color.a) + 0.5f);
      if (alpha > 0) blend(image.pixel(x, y), std::min(next, width_) - x, color, alpha);
    }
    row[width_ + 1] = 0;
  }
  left_ = width_;
  top_ = height_;
  right_ = bottom_ = -1;
}

}  // namespace gymkhana
