#include "viz/page.h"

#include <algorithm>
#include <cmath>

#include "viz/theme.h"

namespace gymkhana::viz {
namespace {

void paste(const Image& piece, int left, int top, Image& image) {
  const int columns = std::min(piece.width, image.width - left);
  const int rows = std::min(piece.height, image.height - top);
  for (int y = 0; y < rows; ++y) {
    std::copy_n(piece.pixel(0, y), std::ptrdiff_t{3} * columns, image.pixel(left, top + y));
  }
}

}  // namespace

Area take_top(Area& area, double height) {
  height = std::min(height, area.height);
  const Area taken{area.left, area.top, area.width, height};
  area.top += height;
  area.height -= height;
  return taken;
}

Area take_bottom(Area& area, double height) {
  area.height -= std::min(height, area.height);
  return {area.left, area.bottom(), area.width, height};
}

Area take_right(Area& area, double width) {
  width = std::min(width, area.width);
  area.width -= width;
  return {area.right(), area.top, width, area.height};
}

Page::Page(const PageStyle& style) : style_(style), image_(style.width, style.height) {}

void Page::clear() {
  const Color paper = style_.dark ? in_the_dark(palette::paper) : palette::paper;
  const std::ptrdiff_t row = std::ptrdiff_t{3} * image_.width;
  for (int x = 0; x < image_.width; ++x) {
    std::uint8_t* pixel = image_.pixel(x, 0);
    pixel[0] = paper.r;
    pixel[1] = paper.g;
    pixel[2] = paper.b;
  }
  for (int y = 1; y < image_.height; ++y) std::copy_n(image_.pixel(0, 0), row, image_.pixel(0, y));
}

void Page::draw(const Area& area, const std::function<void(Canvas&)>& content) {
  const auto pixel = [this](double points, int most) {
    return std::clamp(static_cast<int>(std::lround(points * style_.scale)), 0, most);
  };
  const int left = pixel(area.left, image_.width), right = pixel(area.right(), image_.width);
  const int top = pixel(area.top, image_.height), bottom = pixel(area.bottom(), image_.height);
  if (right <= left || bottom <= top) return;  // no room for it
  RasterCanvas& canvas = surface(right - left, bottom - top);
  ThemedCanvas themed(canvas, style_.dark);
  themed.camera({0, 0}, {area.width, area.height});
  themed.clear(palette::paper);
  content(themed);
  paste(canvas.image(), left, top, image_);
}

RasterCanvas& Page::surface(int width, int height) {
  constexpr std::size_t most = 32;  // sizes; a window that is dragged larger goes through many
  if (surfaces_.size() > most) surfaces_.clear();
  return surfaces_.try_emplace({width, height}, width, height).first->second;
}

void use_points(Canvas& canvas, const Area& area) {
  canvas.camera({0, 0}, {area.width, area.height});
}

}  // namespace gymkhana::viz
