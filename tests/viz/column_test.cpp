// Columns of panels: who gets how much room, and that all plots are seen.
#include "viz/panels/column.h"

#include <vector>

#include <doctest/doctest.h>

#include "envs/core/picture/palette.h"
#include "tests/viz/pixels.h"
#include "viz/panels/plot_grid.h"
#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

/// The heights that panels get in a column of `height` points.
std::vector<double> heights(double height, const std::vector<std::pair<double, double>>& wishes) {
  std::vector<double> got;
  std::vector<Panel> panels;
  for (const auto& [least, most] : wishes) {
    panels.push_back({least, most, [&](Page&, const Area& place) { got.push_back(place.height); }});
  }
  Page page({.width = 10, .height = 10});
  draw_column(page, {0, 0, 10, height}, panels);
  return got;
}

TEST_CASE("panels share what is left, up to what they want") {
  CHECK(heights(1000, {{50, 100}, {10, 10}}) == std::vector<double>{100, 10});
  CHECK(heights(60 + kGap + 75, {{50, 150}, {10, 60}}) == std::vector<double>{100, 35});
}

TEST_CASE("a panel without room is skipped, smaller ones after it are not") {
  CHECK(heights(100, {{50, 50}, {80, 80}, {20, 20}}) == std::vector<double>{50, 20});
  CHECK(heights(100, {{0, 0}, {50, 50}}) == std::vector<double>{50});
}

TEST_CASE("plots take the largest form in which all of them are seen") {
  constexpr Color colors[] = {palette::red, palette::green, palette::blue, palette::purple, palette::orange};
  std::vector<Plot> plots;
  for (const Color color : colors) plots.push_back({.title = "t", .curves = {{{{0, 1}, {1, 2}}, color}}});
  for (const auto& [width, height] : {std::pair(268, 560), {268, 300}, {180, 200}, {180, 90}}) {
    CAPTURE(height);
    Page page({.width = width, .height = height});
    page.clear();
    draw_column(page, page.area(), {plot_panel(plots)});
    for (const Color color : colors) CHECK(test::count(page.image(), color, page.area()) > 10);
  }
}

}  // namespace
}  // namespace gymkhana::viz
