#include "envs/core/picture/stroke_font.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "envs/core/picture/stroke_glyphs.h"

namespace gymkhana {
namespace {

constexpr double kCapitals = 6;  // grid units from the base line to the top of capitals
constexpr int kBaseLine = 2;
constexpr int kGap = 2;            // between letters
constexpr int kSpace = 2;          // the width of a space
constexpr int kDigit = 4;          // digits are of one width, so that numbers that change stand still
constexpr int kPiecesPerBend = 6;  // of a smooth stroke

std::string_view glyph_of(char letter) {
  const bool printable = letter >= ' ' && letter <= '~';
  return stroke_glyphs[(printable ? letter : '?') - ' '];
}

int width_of(char letter) {
  if (letter == ' ') return kSpace;
  if (letter >= '0' && letter <= '9') return kDigit;
  int width = 0;
  const std::string_view glyph = glyph_of(letter);
  for (std::size_t i = 0; i + 1 < glyph.size(); ++i) {
    if (glyph[i] == ' ' || glyph[i] == '~') continue;
    width = std::max(width, glyph[i] - '0');
    ++i;
  }
  return width;
}

Point middle(Point a, Point b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

// From `from` to `to`, drawn towards `bend`.
void append_bend(Point from, Point bend, Point to, std::vector<Point>& out) {
  for (int i = 1; i <= kPiecesPerBend; ++i) {
    const double t = double(i) / kPiecesPerBend, a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t;
    out.push_back({a * from.x + b * bend.x + c * to.x, a * from.y + b * bend.y + c * to.y});
  }
}

void smooth(const std::vector<Point>& points, std::vector<Point>& out) {
  out.assign(1, points.front());
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const bool last = i + 2 == points.size();
    append_bend(out.back(), points[i], last ? points[i + 1] : middle(points[i], points[i + 1]), out);
  }
}

}  // namespace

double text_width(double height, std::string_view words) {
  if (words.empty()) return 0;
  int units = -kGap;
  for (const char letter : words) units += width_of(letter) + kGap;
  const double stroke = text_stroke_width(height);
  return (height - stroke) / kCapitals * units + stroke;
}

std::vector<std::string> text_lines(double height, std::string_view words, double width) {
  std::vector<std::string> lines;
  while (!words.empty()) {
    const std::string word(words.substr(0, words.find(' ')));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    const bool fits = !lines.empty() && text_width(height, lines.back() + " " + word) <= width;
    if (fits) {
      lines.back() += " " + word;
    } else {
      lines.push_back(word);
    }
  }
  return lines;
}

double text_stroke_width(double height) {
  return 0.13 * height;
}

void for_each_stroke(double height, std::string_view words, bool snap,
                     const std::function<void(std::span<const Point>)>& draw) {
  const double unit = height / kCapitals;
  const auto scaled = [&](int steps) { return snap ? std::round(steps * unit) : steps * unit; };
  std::vector<Point> points, curve;
  double x = 0;
  for (const char letter : words) {
    std::string_view rest = glyph_of(letter);
    while (!rest.empty()) {
      const std::string_view stroke = rest.substr(0, rest.find(' '));
      rest.remove_prefix(std::min(stroke.size() + 1, rest.size()));
      const bool is_smooth = stroke.front() == '~';
      points.clear();
      for (std::size_t i = is_smooth ? 1 : 0; i + 1 < stroke.size(); i += 2) {
        points.push_back({x + scaled(stroke[i] - '0'), scaled(stroke[i + 1] - '0' - kBaseLine)});
      }
      if (is_smooth) smooth(points, curve);
      draw(is_smooth ? curve : points);
    }
    x += scaled(width_of(letter) + kGap);
  }
}

}  // namespace gymkhana
