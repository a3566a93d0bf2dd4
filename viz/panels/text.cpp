#include "viz/panels/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/core.h>

#include "envs/core/picture/stroke_font.h"

namespace gymkhana::viz {

std::string short_number(double value) {
  if (!std::isfinite(value)) return "-";
  const double size = std::abs(value);
  if (size >= 999'500) return fmt::format("{:.3g}M", value / 1e6);
  if (size >= 9'999.5) return fmt::format("{:.3g}k", value / 1e3);
  if (size >= 99.95 || value == std::round(value)) return fmt::format("{:.0f}", value);
  if (size >= 9.995) return fmt::format("{:.1f}", value);
  if (size >= 0.9995) return fmt::format("{:.2f}", value);
  if (size >= 0.001) return fmt::format("{:.3f}", value);
  return fmt::format("{:.0e}", value);
}

std::vector<std::string> numbers_apart(const std::vector<double>& values) {
  std::vector<std::string> texts(values.size());
  std::ranges::transform(values, texts.begin(), short_number);
  const auto alike = [&] {
    for (std::size_t i = 0; i < values.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (values[i] != values[j] && texts[i] == texts[j]) return true;
      }
    }
    return false;
  };
  for (int digits = 1; digits <= 4 && alike(); ++digits) {
    const auto print = [digits](double value) {
      return std::isfinite(value) ? fmt::format("{:.{}f}", value, digits) : short_number(value);
    };
    std::ranges::transform(values, texts.begin(), print);
  }
  return texts;
}

double shown_width(double height, std::string_view words) {
  double width = text_width(height, words);
  for_each_stroke(std::round(height) - 1, words, true, [&width](std::span<const Point> stroke) {
    for (const Point& point : stroke) width = std::max(width, point.x + 1);
  });
  return width;
}

std::string fitted(std::string_view words, double height, double width) {
  if (shown_width(height, words) <= width) return std::string(words);
  std::string text(words);
  while (!text.empty() && shown_width(height, text + "..") > width) text.pop_back();
  return text + "..";
}

void text_to(Canvas& canvas, Point right, double height, std::string_view words, Color color) {
  canvas.text({right.x - shown_width(height, words), right.y}, height, words, color);
}

}  // namespace gymkhana::viz
