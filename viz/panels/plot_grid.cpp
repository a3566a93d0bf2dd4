#include "viz/panels/plot_grid.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "viz/panels/text.h"

namespace gymkhana::viz {
namespace {

// Points:
constexpr double kPlot = 128;                  // height at most
constexpr double kLow = 68, kLowest = 54;      // heights at least: in one column, in two
constexpr double kNarrowest = 110;             // width at least
constexpr double kLine = 18, kRoomyLine = 26;  // heights of plots that are a line

double share_of(double height, int rows) {
  return std::floor((height - kGap * (rows - 1)) / rows);
}

void draw_lines(Page& page, Area area, const std::vector<Plot>& plots) {
  const double height = std::min(std::floor(area.height / static_cast<double>(plots.size())), kRoomyLine);
  for (const Plot& plot : plots) {
    const Area line = take_top(area, height);
    page.draw(line, [&](Canvas& canvas) { draw_plot_line(canvas, line, plot); });
  }
}

// A last one that is alone in its row has all of it.
void draw_columns(Page& page, const Area& area, const std::vector<Plot>& plots, int columns) {
  const int count = static_cast<int>(plots.size()), rows = (count + columns - 1) / columns;
  const double width = std::floor((area.width - kGap * (columns - 1)) / columns);
  const double height = std::min(share_of(area.height, rows), kPlot);
  for (int i = 0; i < count; ++i) {
    const int row = i / columns, column = i % columns;
    const bool alone = column == 0 && i + 1 == count;
    const Area place{area.left + column * (width + kGap), area.top + row * (height + kGap),
                     alone ? area.width : width, height};
    page.draw(place, [&](Canvas& canvas) { draw_plot(canvas, place, plots[i]); });
  }
}

void draw_plots(Page& page, const Area& area, const std::vector<Plot>& plots) {
  const int count = static_cast<int>(plots.size());
  const bool wide = (area.width - kGap) / 2 >= kNarrowest;
  if (share_of(area.height, count) >= kLow) return draw_columns(page, area, plots, 1);
  if (wide && share_of(area.height, (count + 1) / 2) >= kLowest) return draw_columns(page, area, plots, 2);
  draw_lines(page, area, plots);
}

}  // namespace

Panel plot_panel(std::vector<Plot> plots) {
  const auto count = static_cast<double>(plots.size());
  const double most = plots.empty() ? 0 : count * (kPlot + kGap) - kGap;
  return {count * kLine, most,
          [plots = std::move(plots)](Page& page, const Area& place) { draw_plots(page, place, plots); }};
}

}  // namespace gymkhana::viz
