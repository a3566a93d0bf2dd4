// Plots: a few curves in a box, with its range at the side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/page.h"

namespace gymkhana::viz {

struct Curve {
  std::vector<Point> points;  ///< x ascending; NaN leaves a gap
  Color color;
};

struct Plot {
  std::string title;
  std::vector<Curve> curves;
  std::string x_label = {};              ///< what the right end is: "step 120"
  std::optional<double> cursor = {};     ///< x of a vertical line: where the scene stands
  std::optional<double> threshold = {};  ///< y of a dotted line: what counts as solved
  std::optional<double> end = {};        ///< x of the right edge, if curves need not reach it
  std::string note = "nothing yet";      ///< what an empty box says
};

void draw_plot(Canvas& canvas, const Area& area, const Plot& plot);
/// The smallest form of a plot, of one line: its title, its first curve, and the last number of that.
void draw_plot_line(Canvas& canvas, const Area& area, const Plot& plot);

/// At most `most` points that show the same curve: of each stretch the lowest and the highest.
std::vector<Point> thinned(const std::vector<Point>& points, std::size_t most);

}  // namespace gymkhana::viz
