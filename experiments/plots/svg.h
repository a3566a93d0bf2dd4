// Pictures of lines and words that a browser draws: SVG, readable on light and on dark ground.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace gymkhana {

using SvgPoint = std::pair<double, double>;
using SvgPoints = std::vector<SvgPoint>;

enum class TextAnchor { start, middle, end };

/// Text with <, >, & and quotes as entities.
std::string escape_xml(const std::string& text);

/// How series number `i` looks: "line-3" is the class that colours a stroke, "fill-3" that of an area.
/// Colours are told apart by the colour-blind (after Okabe and Ito, 2008); they repeat after seven series,
/// then dashed.
std::string line_class(std::size_t series);
std::string fill_class(std::size_t series);

/// A picture in user units of one pixel. Everything is styled by classes; the sheet is part of the picture.
class Svg {
 public:
  /// `title` is read aloud to those who cannot see it.
  Svg(double width, double height, const std::string& title);

  void line(double x1, double y1, double x2, double y2, const std::string& classes);
  void polyline(const SvgPoints& points, const std::string& classes);
  void polygon(const SvgPoints& points, const std::string& classes);
  /// With a tooltip, if any.
  void circle(double x, double y, double radius, const std::string& classes, const std::string& tooltip = "");
  void rectangle(double x, double y, double width, double height, const std::string& classes);
  void text(double x, double y, const std::string& words, TextAnchor anchor, const std::string& classes = "");
  /// Upwards, around (x, y).
  void text_upwards(double x, double y, const std::string& words);

  /// What follows is cut off outside the rectangle; coordinates stay those of the picture.
  void begin_clip(double x, double y, double width, double height);
  void end_clip();

  std::string str() const { return body_ + "</svg>\n"; }

 private:
  std::string body_;
};

}  // namespace gymkhana
