#include "experiments/plots/svg.h"

#include <array>
#include <cmath>
#include <fmt/core.h>

#include "base/utf8.h"

namespace gymkhana {
namespace {

// Blue, vermilion, green, purple, ochre, sky, grey: on white, and on near-black.
constexpr std::array kOnLight = {"#0072b2", "#d55e00", "#00855f", "#b04f8d", "#9a7500", "#3a96d0", "#6b7280"};
constexpr std::array kOnDark = {"#4aa3e0", "#ff8a4d", "#2fc79c", "#e59acb", "#e3bc48", "#93d4f7", "#a3abb7"};

std::string number(double value) {
  return fmt::format("{:g}", std::round(value * 100) / 100);
}

std::string colours(const std::array<const char*, 7>& palette) {
  std::string css;
  for (std::size_t i = 0; i < palette.size(); ++i) {
    const std::string n = std::to_string(i), colour = palette[i];
    css += ".line-" + n + "{stroke:" + colour + "}.fill-" + n + "{fill:" + colour + "}";
  }
  return css;
}

const std::string& style() {
  static const std::string sheet =
      "<style>text{font:12px system-ui,-apple-system,'Segoe UI','DejaVu Sans',sans-serif;fill:#33383f}"
      ".heading{font-weight:600;font-size:13px}.faint{fill:#6b7280}.ground{fill:#ffffff}"
      ".grid{stroke:#e3e6ea}.axis{stroke:#9aa1ab}.level{stroke:#6b7280;stroke-dasharray:2 4}"
      ".curve{fill:none;stroke-width:2;stroke-linejoin:round}.dashed{stroke-dasharray:7 4}"
      ".band{fill-opacity:.16}.dot{fill-opacity:.45}.bar{stroke-width:7;stroke-opacity:.35}"
      ".tick{stroke-width:3}.halo{paint-order:stroke;stroke:#ffffff;stroke-width:4px;stroke-linejoin:round}" +
      colours(kOnLight) +
      "@media(prefers-color-scheme:dark){text{fill:#d8dce2}.faint{fill:#9aa1ab}.ground{fill:#16191e}"
      ".halo{stroke:#16191e}.grid{stroke:#2b3038}.axis{stroke:#5b636f}.level{stroke:#8a929d}.band{fill-"
      "opacity:.24}" +
      colours(kOnDark) + "}</style>";
  return sheet;
}

std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + value + "\"";
}

std::string path_of(const SvgPoints& points) {
  std::string text;
  for (const auto& [x, y] : points) text += (text.empty() ? "" : " ") + number(x) + "," + number(y);
  return text;
}

std::string styled(std::size_t series, const std::string& kind) {
  const std::string name = kind + "-" + std::to_string(series % kOnLight.size());
  return series / kOnLight.size() % 2 == 1 ? name + " dashed" : name;
}

}  // namespace

std::string escape_xml(const std::string& text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string line_class(std::size_t series) {
  return styled(series, "line");
}
std::string fill_class(std::size_t series) {
  return styled(series, "fill");
}

Svg::Svg(double width, double height, const std::string& title)
    : body_("<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", number(width)) +
            attribute("height", number(height)) +
            attribute("viewBox", "0 0 " + number(width) + " " + number(height)) + " role=\"img\"><title>" +
            escape_xml(title) + "</title>" + style() + "\n") {
  rectangle(0, 0, width, height, "ground");
}

void Svg::line(double x1, double y1, double x2, double y2, const std::string& classes) {
  body_ += "<line" + attribute("x1", number(x1)) + attribute("y1", number(y1)) + attribute("x2", number(x2)) +
           attribute("y2", number(y2)) + attribute("class", classes) + "/>\n";
}

void Svg::polyline(const SvgPoints& points, const std::string& classes) {
  body_ += "<polyline" + attribute("class", classes) + attribute("points", path_of(points)) + "/>\n";
}

void Svg::polygon(const SvgPoints& points, const std::string& classes) {
  body_ += "<polygon" + attribute("class", classes) + attribute("points", path_of(points)) + "/>\n";
}

void Svg::circle(double x, double y, double radius, const std::string& classes, const std::string& tooltip) {
  body_ += "<circle" + attribute("cx", number(x)) + attribute("cy", number(y)) +
           attribute("r", number(radius)) + attribute("class", classes);
  body_ += tooltip.empty() ? "/>\n" : "><title>" + escape_xml(tooltip) + "</title></circle>\n";
}

void Svg::rectangle(double x, double y, double width, double height, const std::string& classes) {
  body_ += "<rect" + attribute("x", number(x)) + attribute("y", number(y)) +
           attribute("width", number(width)) + attribute("height", number(height)) +
           attribute("class", classes) + "/>\n";
}

void Svg::text(double x, double y, const std::string& words, TextAnchor anchor, const std::string& classes) {
  static constexpr std::array kAnchors = {"start", "middle", "end"};
  body_ += "<text" + attribute("x", number(x)) + attribute("y", number(y)) +
           attribute("text-anchor", kAnchors[static_cast<std::size_t>(anchor)]) +
           (classes.empty() ? "" : attribute("class", classes)) + ">" + escape_xml(words) + "</text>\n";
}

void Svg::text_upwards(double x, double y, const std::string& words) {
  const std::string place = number(x) + " " + number(y);
  body_ += "<text text-anchor=\"middle\"" + attribute("transform", "translate(" + place + ") rotate(-90)") +
           ">" + escape_xml(words) + "</text>\n";
}

void Svg::begin_clip(double x, double y, double width, double height) {
  const std::string box = number(x) + " " + number(y) + " " + number(width) + " " + number(height);
  body_ += "<svg" + attribute("x", number(x)) + attribute("y", number(y)) +
           attribute("width", number(width)) + attribute("height", number(height)) +
           attribute("viewBox", box) + ">\n";
}

void Svg::end_clip() {
  body_ += "</svg>\n";
}

}  // namespace gymkhana
